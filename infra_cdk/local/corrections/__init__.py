"""Where moto 5.2.5 behaves otherwise than AWS, in a way that the product would notice.

Each module corrects one thing; tests/integration/local/test_moto_contract.py pins the uncorrected
behaviour, so that a new version of moto which no longer needs a correction makes a test fail that says so.
"""
