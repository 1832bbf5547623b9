"""Accounts, cards, securities and money."""

from datainsight.models.profile import DataType
from datainsight.semantics.checksums import is_bic, is_card, is_eu_vat, is_iban, is_isin, is_lei
from datainsight.semantics.free_text import is_currency
from datainsight.semantics.model import CODES, NUMBERS, SemanticType, Strength

_AMOUNT = r"[-+(]?\s*(?:\d{1,3}(?:[,. ’']\d{3})+|\d+)(?:[.,]\d{1,4})?\s*\)?"
_MARK = (
    r"(?:[$€£¥₹₽₩₺₴₫฿₪]|(?:US|CA|A|AU|C|R|HK|NZ|S)\$|R\$|kr\.?|zł|Kč|Ft|lei|Rs\.?|INR|USD|"
    "EUR|GBP|JPY|CHF|CAD|AUD|CNY|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|TRY|RUB|KRW|SGD|HKD|"
    "NZD|THB|AED|SAR|ILS|PHP|IDR|MYR|VND|RON|BGN|UAH|NGN|KES|EGP|ARS|CLP|COP|PEN)"
)
_MONEY = (
    "price|cost|amount|salary|wage|income|revenue|fee|payment|balance|budget|sales|"
    "profit|turnover|spend|spending|expense|expenses|discount amount|tax amount|subtotal|"
    "total price|total amount|unit price|list price|msrp|fare|rent|gdp|loan|loan amount|"
    "credit amount|debt|earnings|gross|net pay|bonus|preis|betrag|kosten|umsatz|prix|"
    "montant|precio|importe|monto|costo|prezzo|importo|preco|valor|prijs|bedrag"
)
_CARD = "cc (?:number|no|num)|card number|card no|credit card(?: number)?|debit card(?: number)?|pan"
_IBAN_SHAPE = r"[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}"
TYPES = (
    SemanticType(
        "iban",
        Strength.PROOF,
        "iban",
        _IBAN_SHAPE,
        is_iban,
        is_pii=True,
        examples=("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"),
        counter_examples=("GB82 WEST 1234 5698 7654 33",),
    ),
    SemanticType(
        "iban",
        Strength.HINT,
        "iban",
        _IBAN_SHAPE,
        is_pii=True,
        examples=("GB82 WEST 1234 5698 7654 33",),
        counter_examples=("GB82", "12345678"),
    ),
    SemanticType(
        "credit_card_number",
        Strength.PROOF,
        _CARD,
        (
            r"(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6\d{3}|35\d\d|3[0689]\d\d|"
            r"3[47]\d\d)(?:[ -]?\d{4}){2}[ -]?\d{3,4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5}|"
            r"3[0689]\d{2}[ -]?\d{6}[ -]?\d{4}"
        ),
        is_card,
        kinds=CODES,
        is_pii=True,
        least_share=0.8,
        examples=("4111 1111 1111 1111", "378282246310005"),
        counter_examples=("4111 1111 1111 1112",),
    ),
    SemanticType(
        "credit_card_number",
        Strength.PROOF,
        "",
        r"(?:2[2-7]|3[0-9]|4\d|5\d|6\d|1800|2131)\d{10,17}",
        lambda value: 12 <= len(value) <= 19 and is_card(value),
        kinds=CODES,
        is_pii=True,
        least_share=0.95,
        least_distinct=5,
        examples=("4222222222222", "6304000000000000", "180000000000002"),
        counter_examples=("4222222222223", "1234567890123"),
    ),
    SemanticType(
        "credit_card_number",
        Strength.HINT,
        _CARD,
        r"[\dx*•]{4}(?:[ -]?[\dx*•]){8,15}",
        kinds=CODES,
        is_pii=True,
        examples=("4111111111111112", "**** **** **** 1234"),
        counter_examples=("1234", "abc"),
    ),
    SemanticType(
        "lei",
        Strength.PROOF,
        "lei|legal entity identifier",
        r"[a-z0-9]{18}\d{2}",
        is_lei,
        examples=("529900T8BM49AURSDO55",),
        counter_examples=("529900T8BM49AURSDO56",),
    ),
    SemanticType(
        "isin",
        Strength.PROOF,
        "isin",
        r"[a-z]{2}[a-z0-9]{9}\d",
        is_isin,
        least_share=0.8,
        examples=("US0378331005",),
        counter_examples=("US0378331006",),
    ),
    SemanticType(
        "vat_number",
        Strength.PROOF,
        ("vat|vat (?:number|no|id|reg(?:istration)?)|ust ?id(?: ?nr)?|tva|partita iva|btw|uid nummer|gstin"),
        "[a-z]{2} ?[a-z0-9+*. -]{8,14}",
        is_eu_vat,
        least_share=0.8,
        examples=("DE136695976", "ATU13585627"),
        counter_examples=("DE136695978", "hello world"),
    ),
    SemanticType(
        "bic",
        Strength.TELLING,
        "bic|swift|swift code|bic swift",
        "[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
        lambda value: value.isupper() and is_bic(value),
        least_share=0.9,
        examples=("DEUTDEFF", "NEDSZAJJXXX"),
        counter_examples=("deutdeff", "HOSPITAL1"),
    ),
    SemanticType(
        "bank_account",
        Strength.HINT,
        (
            "bank account(?: number| no)?|account (?:number|no)|acct (?:number|no)|kontonummer|"
            "numero de cuenta|cbu"
        ),
        "[a-z0-9][a-z0-9 -]{4,33}",
        lambda value: sum(map(str.isdigit, value)) >= 5,
        kinds=CODES,
        is_pii=True,
        examples=("12345678", "00-11-22 12345678"),
        counter_examples=("abc",),
    ),
    SemanticType(
        "currency_code",
        Strength.TELLING,
        "currency(?: code)?|curr(?: code)?|iso 4217|wahrung|devise|moneda",
        "[a-z]{3}",
        words=("currency_codes",),
        least_share=0.8,
        examples=("EUR", "usd"),
        counter_examples=("abc", "euro"),
    ),
    SemanticType(
        "currency",
        Strength.TELLING,
        "currency(?: name)?|wahrung|devise|moneda|valuta",
        check=is_currency,
        prior=0.05,
        examples=("Euro", "US Dollar", "Schweizer Franken"),
        counter_examples=("house",),
    ),
    SemanticType(
        "currency",
        Strength.TELLING,
        "",
        r"[$€£¥₹₽₩₺₴₫฿₪]|R\$|zł|Kč",
        prior=0.05,
        least_share=0.9,
        examples=("$", "€"),
        counter_examples=("5", "$5"),
    ),
    SemanticType(
        "money",
        Strength.TELLING,
        "price range",
        r"[$€£¥₹]{1,5}(?:\s?[-–]\s?[$€£¥₹]{1,5})?|[±~≈]\s?[\d.,]+\s?(?:[$€£¥₹]|EUR|USD|GBP)",
        least_share=0.9,
        examples=("$$", "€€-€€€", "± 30 EUR"),
        counter_examples=("5", "$5"),
    ),
    SemanticType(
        "money",
        Strength.TELLING,
        _MONEY,
        (
            rf"(?:\(?{_MARK}\s*{_AMOUNT}|{_AMOUNT}\s*{_MARK}|-{_MARK}\s*{_AMOUNT}|{_MARK})"
            rf"(?:\s*(?:[-–]|to)\s*{_MARK}?\s*{_AMOUNT}\s*{_MARK}?)?"
            r"(?:\s*(?:hourly|daily|weekly|monthly|annually|yearly|per \w+|/\s?\w+|p\.?a\.?))?"
        ),
        lambda value: any(map(str.isdigit, value)),
        kinds=frozenset({DataType.TEXT, DataType.DECIMAL, DataType.INTEGER}),
        examples=("$1,234.50", "12,99 €", "USD 5", "(£3.20)"),
        counter_examples=("12", "12 kg", "€"),
    ),
    SemanticType(
        "money",
        Strength.HINT,
        _MONEY,
        _AMOUNT,
        kinds=NUMBERS,
        examples=("12.50", "1,200"),
        counter_examples=("x",),
    ),
    SemanticType(
        "percentage",
        Strength.TELLING,
        "percent(?:age)?|pct|perc|anteil|porcentaje|pourcentage",
        r"[-+]?\d+(?:[.,]\d+)?\s*(?:%|percent|pct)",
        kinds=frozenset({DataType.TEXT, DataType.DECIMAL, DataType.INTEGER}),
        examples=("7.8%", "12 %"),
        counter_examples=("7.8",),
    ),
    SemanticType(
        "percentage",
        Strength.HINT,
        "percent(?:age)?|pct|perc|rate|anteil|porcentaje|pourcentage",
        r"[-+]?\d+(?:[.,]\d+)?",
        kinds=NUMBERS,
        low=-100,
        high=1000,
        examples=("7.8",),
        counter_examples=("x",),
    ),
)
