"""Small parts that know no paper; views and dialogs are built from them."""
