package meridian.ledger;

import meridian.contract.LedgerContract;

/// The ledger in memory keeps the contract.
final class InMemoryLedgerTest extends LedgerContract {
  @Override
  protected Ledger open(LedgerSettings settings) {
    return new InMemoryLedger("test", settings, _ -> {});
  }
}
