"""The domain: values and rules, without files, SQL or Qt."""
