"""The word lists that recognising repeats rests on; frozen with text.NORMALISER, for keys were made with them."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: Final = _words("""
    a an the of on for in to and or with by from at as is are be via using use its it this that their our your we
    can do does into onto than then between within over towards toward through upon per how what why when where
    which who
""")
"""Words that a title may gain, lose or change and still be the same."""

PREFIXES: Final = _words("""
    anti auto bi co counter cross de dis geo hetero homo hyper hypo inter intra macro meta micro mis mono multi
    nano neuro non photo poly post pre pseudo quasi re self semi spatio sub super trans tri ultra un uni
""")
"""Word beginnings that are glued to what follows: multi-agent, multi agent and multiagent are one word."""

HYPHENATED: Final = _words("a ab ex il im in ir on off over up down out en endo exo fully weakly strongly")
"""More beginnings by which two words can be opposed: on-policy, off-policy."""

PART_WORDS: Final = _words("""
    part volume vol chapter section type phase paper book study experiment lecture class stage level version
    release edition track episode series appendix day week year
""")
"""What is counted by the number, the letter or the Roman numeral after it."""

SEQUELS: Final = _words("""
    revisited revisiting revisit rethinking reconsidered reconsidering beyond improved improving faster better
    again revised replication reproducing reproducibility reply response comment commentary remark note erratum
    errata corrigendum correction addendum supplement supplementary rebuttal retraction retracted withdrawn
    followup sequel continued extension reloaded demystifying against without not no never off versus vs
""")
"""A title with one of these more is about the other paper, or against it."""

DECORATION: Final = _words("""
    efficient effective scalable simple robust deep adaptive practical unified general generic novel new empirical
    theoretical systematic comprehensive study analysis investigation perspective approach method framework
    technique theory practice application introduction overview case report learning modern automatic fast
    lightweight flexible principled provable large scale leveraging accelerating boosting understanding exploring
    enabling exploiting automated fully preprint extended version abstract full
""")
"""Words that a title gains or loses without its paper becoming another one."""

_OPPOSITES: Final = """
    forward/backward forward/inverse upper/lower positive/negative discrete/continuous static/dynamic sparse/dense
    image/video text/speech text/image global/local high/low weak/strong small/large big/small short/long
    early/late hard/soft left/right row/column source/target teacher/student encoder/decoder encoding/decoding
    min/max minimum/maximum training/inference train/test generative/discriminative deterministic/stochastic
    single/multiple few/many public/private sequential/parallel fast/slow centralized/decentralized
    centralized/distributed implicit/explicit internal/external input/output temporal/spatial time/space
    convergence/divergence classification/regression detection/segmentation best/worst male/female men/women
    child/adult increase/decrease gain/loss hot/cold wet/dry north/south east/west theory/practice causal/casual
    adaptation/adoption linear/quadratic easy/hard simple/complex
"""

OPPOSITES: Final = tuple((one, other) for one, other in (pair.split("/") for pair in _OPPOSITES.split()))
"""Pairs of words that swapped make another paper."""

_COMMON: Final = """
    about above accelerating accuracy achieve achieved achieves achieving across active adaptation adaptive
    addition additional additionally address adversarial after agent aims algorithm aligned alignment all allow
    allowing allows also although always among amount an analysis analyze any application apply applied approach
    approximate approximation architecture area art arxiv aspect attention augmented author available average
    aware bad based baseline basis batch bayesian because become been before behavior being benchmark best better
    beyond both bound build but called can capability capture case cause cell central certain challenge
    challenging change class classification classifier clinical close cluster clustering code collection com
    combination combine common community compare compared comparable comparison competitive complete complex
    complexity component comprehensive compression computation computational compute computing concept condition
    connection consider consist consistent consistently constrained constraint construct contain context
    continuous contrast contribution control convergence conventional cost could critical crucial current
    currently data dataset day decision decrease dedicated deep define demonstrate demonstrated demonstrating
    dense density depend derive describe design designed despite detail detection determine develop developed
    development difference different difficult diffusion dimension dimensional direct directly discrete discuss
    disease distribution diverse domain done downstream due during dynamic dynamics each early easily easy effect
    effective effectively effectiveness efficiency efficient efficiently either element embedding emerging
    empirical empirically employ enable enables enabling encoder end energy enhance enhanced enhancing enough
    environment equation equal error especially establish estimate estimation etc evaluate evaluation even every
    evidence examine example excellent exhibit existing expected expensive experiment experimental expert explain
    explore exploration explicit extend extended extensive extract extreme factor fast faster feature federated
    few field final finally find finding fine finite first fix fixed flexible focus follow following form forward
    found foundation four framework free from full fully function fundamental further furthermore future gain gap
    general generalization generalize generally generate generated generation generative github give given global
    goal good gradient graph great group growing guarantee guided had hand hard has have help hence here
    hierarchical high higher highly hold however http https human hundred hyperparameter idea identify image
    impact implementation implicit importance important improve improved improvement improves improving include
    including increase increased increasing independent individual inference influence inform information informed
    initial input insight inspired instance instead integrate interest interaction interpretable introduce
    introduced introduces introducing investigate involve issue item joint just key knowledge known label lack
    language large largely larger last latent latest layer lead leading learn learned learning least length less
    level leverage leveraging light like likelihood limit limitation limited line linear literature little llm
    local long loss low lower machine made magnitude main mainly maintain maintaining major make making many map
    mathematical matrix matter maximum may mean measure mechanism medical memory method metric might million
    minimal minimum mixture model modeling modern modify module more moreover most much multimodal multiple must
    name namely natural nature near necessary need network neural never new next noise non nonlinear norm not
    notable notably novel now number numerical numerous object objective observation observe obtain obtained often
    old one online only open operation operator optimal optimization optimize optimizer optimizing order original
    other otherwise out outcome outperform outperforms output overall own pair paper paradigm parallel parameter
    parameterization part particular particularly patient pattern people perform performance performing
    perspective phase phenomenon physics place play point policy popular population position possible potential
    power powerful practical practice precision predict prediction preference presence present presented preserve
    pretrained pretraining previous previously principle prior probability problem procedure process processing
    produce promising propose proposed property protein prove provide provided provides proving pruning public
    publicly purpose quality quantization quantum question random range rank rate rather reach real reason
    reasoning receive recent recently recognition recommendation reduce reduced reducing reduction regard region
    regression regularization reinforcement relate related relation relationship relative relevant rely remain
    remains remarkable report representation require required requirement requires requiring research residual
    resource respect respectively response rest result resulting retrieval reveal review reward rich risk robust
    robustness role rule same sample sampling scalable scale scaling scenario scheme science scientific scope
    score search second section see seek segmentation select selection selective semantic semi sensitive sequence
    sequential series serve set setting several shape share short should show showing shown shows sign signal
    significant significantly similar similarity simple simply simulation simultaneously since single size small
    smaller social software solution solve solver solving some source space sparse sparsity spatial special
    specific specifically speech speed stability stable stage standard start state statistical statistics step
    still stochastic strategy strong structure structured study subject substantial substantially success
    successful successfully such suffer suggest suitable superior supervised support surface survey system table
    take target task team technique technology temporal term test testing text theorem theoretical theoretically
    theory there therefore these they thing third those though thousand three through throughout throughput thus
    time token tool top total toward traditional train trained training transfer transformer transition treatment
    trend true tune tuned tuning two type typical typically under understand understanding unified uniform unique
    unit universal unknown unlike unseen until update use used useful user usually utilize utilizing validate
    value variable variance variant variety various vector version very video view vision visual want way weight
    well while whole wide widely will wise within without word work world would yet yield zero
"""

COMMON: Final = frozenset(form for word in _COMMON.split() for form in (word, f"{word}s"))
"""Words of titles and abstracts that tell no two papers apart; keys leave them out."""
