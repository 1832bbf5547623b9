"""Writes orders.csv: an invented web shop's export with the troubles that real exports have.

Run as `python tests/data/sample/make_orders.py`; the same file comes out every time.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

ROWS = 2_000
FIRST = [
    "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gita", "Hugo", "Iris", "Jon", "Kim", "Lena", "Max", "Nora",
    "Otto", "Pia", "Quin", "Rosa", "Sam", "Tess", "Uma", "Vic",
]  # fmt: skip
LAST = [
    "Abel", "Brandt", "Castro", "Diaz", "Ekström", "Fuchs", "García", "Hansen", "Ito", "Jansen", "Kowalski",
    "Lopez", "Müller", "Novak", "Okafor",
]  # fmt: skip
CITIES = {
    "Boston": "02108",
    "Hartford": "06103",
    "Newark": "07102",
    "Denver": "80202",
    "Chicago": "60601",
    "Austin": "73301",
    "Seattle": "98101",
}
STATUS = ["shipped", "shipped", "shipped", "Shipped", "SHIPPED ", "pending", "pending", "Pending", "returned"]
NOTES = ["", "", "", "gift wrap", "leave at door", "call before delivery", "n/a", "fragile, handle with care"]
DATE_FORMATS = ["%Y-%m-%d"] * 8 + ["%m/%d/%Y", "%d %b %Y"]


def order(number: int, random_source: random.Random) -> list[str]:
    """One order with its own small accidents."""
    first, last = random_source.choice(FIRST), random_source.choice(LAST)
    city, postal_code = random_source.choice(list(CITIES.items()))
    postal_code = postal_code[:2] + f"{random_source.randrange(1000):03d}"
    if random_source.random() < 0.1:  # a spreadsheet ate the leading zero
        postal_code = postal_code.lstrip("0")
    day = date(2025, 1, 1) + timedelta(days=random_source.randrange(600))
    quantity = str(random_source.choice([1, 1, 1, 2, 2, 3, 4, 5]))
    if random_source.random() < 0.01:
        quantity = "-999"
    amount = f"${random_source.lognormvariate(4.2, 0.7):,.2f}"
    if random_source.random() < 0.004:
        amount = f"${random_source.uniform(40_000, 90_000):,.2f}"
    discount = random_source.choice(["0%", "0%", "5%", "10%", "12.5%"])
    rating = random_source.choice(["1", "2", "3", "4", "4", "5", "5", "", "NA", "-"])
    email = f"{first}.{last}{number % 97}@example.org".lower()
    return [
        f"A-{100_000 + number}",
        day.strftime(random_source.choice(DATE_FORMATS)),
        f"{first} {last}" if random_source.random() > 0.02 else f" {first}  {last}",
        email if random_source.random() > 0.03 else "",
        city,
        postal_code,
        quantity,
        amount,
        discount,
        random_source.choice(STATUS),
        rating,
        "USD",
        random_source.choice(["yes", "no", "no", "Y"]),
        random_source.choice(NOTES),
    ]


def main() -> None:
    """Writes the file beside this script."""
    random_source = random.Random(20_260_101)  # noqa: S311 - reproducible, not secret
    rows = [order(number, random_source) for number in range(ROWS)]
    rows += [list(row) for row in random_source.sample(rows, 12)]  # the same orders exported twice
    rows[700][0] = rows[42][0]  # two different orders with one number
    header = [
        "order_id", "order_date", "customer", "email", "city", "postal_code", "quantity", "amount",
        "discount", "status", "rating", "currency", "newsletter", "notes",
    ]  # fmt: skip
    with (Path(__file__).parent / "orders.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
