"""Languages, colours, organisations, goods and prose."""

from datainsight.models.profile import DataType
from datainsight.semantics.free_text import (
    are_languages,
    is_category,
    is_description,
    is_organization,
    is_product_name,
    is_review,
)
from datainsight.semantics.model import SemanticType, Strength
from datainsight.semantics.words import dictionary

TYPES = (
    SemanticType(
        "locale",
        Strength.PROOF,
        "locale|culture|lang(?:uage)? tag",
        "[a-z]{2}[-_](?:[a-z]{4}[-_])?[a-z]{2}",
        least_share=0.9,
        check=lambda value: value[:2].lower() in dictionary("language_codes") and value[-2:].isupper(),
        examples=("en_US", "zh-Hant-TW"),
        counter_examples=("ab-cd",),
    ),
    SemanticType(
        "language",
        Strength.TELLING,
        "languages?|sprache|langue|idioma|lingua|taal",
        check=are_languages,
        prior=0.06,
        least_share=0.6,
        examples=("German", "Français"),
        counter_examples=("Berlin",),
    ),
    SemanticType(
        "language_code",
        Strength.HINT,
        "lang(?:uage)?(?: code| iso)?|iso ?639(?: ?[123])?|sprache|idioma",
        "[a-z]{2,3}",
        lambda value: value[:2].lower() in dictionary("language_codes"),
        least_share=0.8,
        examples=("en", "deu"),
        counter_examples=("x1",),
    ),
    SemanticType(
        "color",
        Strength.TELLING,
        "colou?r|farbe|couleur|cor|colore|kleur",
        words=("colors",),
        prior=0.04,
        least_share=0.6,
        examples=("red", "Navy Blue"),
        counter_examples=("house",),
    ),
    SemanticType(
        "color",
        Strength.PROOF,
        "colou?r|hex",
        r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})|(?:rgb|hsl)a?\([\d.,%\s/]+\)",
        least_share=0.9,
        examples=("#ff8800",),
        counter_examples=("#12",),
    ),
    SemanticType(
        "color",
        Strength.HINT,
        "colou?r|farbe|couleur|colore|kleur",
        r"[^\d@]{2,30}",
        examples=("Sunset",),
        counter_examples=("42",),
    ),
    SemanticType(
        "organization",
        Strength.TELLING,
        (
            "company(?: name)?|organi[sz]ation(?: name)?|employer|firm|business(?: name)?|"
            "hospital(?: name)?|school(?: name)?|university|institution|publisher|"
            "vendor(?: name)?|supplier(?: name)?|manufacturer|agency|bank(?: name)?|firma|"
            "empresa|entreprise|societe|azienda|bedrijf|airline|"
            "facility(?: name)?"
        ),
        check=is_organization,
        least_share=0.4,
        examples=("Acme Ltd", "Hotel Adlon", "University of Oslo"),
        counter_examples=("blue", "Ada"),
    ),
    SemanticType(
        "organization",
        Strength.HINT,
        (
            "company(?: name)?|organi[sz]ation(?: name)?|employer|firm|business(?: name)?|"
            "hospital(?: name)?|school(?: name)?|university|institution|publisher|"
            "vendor(?: name)?|supplier(?: name)?|manufacturer|agency|bank(?: name)?|firma|"
            "empresa|entreprise|airline|facility(?: name)?"
        ),
        r"(?=.*[^\W\d]).{2,100}",
        examples=("Initech",),
        counter_examples=("42",),
    ),
    SemanticType(
        "brand",
        Strength.HINT,
        "brand(?: name)?|make|marke|marque|marca",
        r"(?=.*[^\W\d]).{2,60}",
        examples=("Initech",),
        counter_examples=("42",),
    ),
    SemanticType(
        "review_text",
        Strength.TELLING,
        "reviews?(?: text| body)?|comments?|feedback|testimonial|opinion|bewertung",
        check=is_review,
        least_share=0.5,
        examples=("We loved the place, very friendly staff. I would come again!",),
        counter_examples=("red",),
    ),
    SemanticType(
        "description",
        Strength.TELLING,
        (
            "desc(?:ription)?|text|summary|abstract|notes?|remarks?|details|bio|about|"
            "beschreibung|descripcion|content|body|message"
        ),
        check=is_description,
        least_share=0.5,
        examples=("A quiet place with a large garden, close to the station and to many shops.",),
        counter_examples=("red", "Ada Lovelace"),
    ),
    SemanticType(
        "product_name",
        Strength.TELLING,
        (
            "product(?: name| title)?|item(?: name)?|article(?: name)?|model(?: name)?|produkt|"
            "producto|produit|goods"
        ),
        check=is_product_name,
        least_share=0.5,
        examples=("USB-C Cable 2m black", "Desk Lamp XL 40W"),
        counter_examples=("Ada Lovelace", "12"),
    ),
    SemanticType(
        "product_name",
        Strength.HINT,
        "product(?: name| title)?|item(?: name)?|article name|produkt|producto|produit",
        r"(?=.*[^\W\d]).{3,150}",
        examples=("Widget",),
        counter_examples=("42",),
    ),
    SemanticType(
        "category",
        Strength.HINT,
        (
            "category|categories|type|kind|class|group|segment|genre|department|status|industry|"
            "sector|kategorie|categoria|categorie|tier|level|style"
        ),
        r"[^\d].{0,60}",
        is_category,
        examples=("Hardware",),
        counter_examples=("42",),
        kinds=frozenset({DataType.TEXT, DataType.LIST}),
    ),
)
