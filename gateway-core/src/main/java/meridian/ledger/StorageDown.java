package meridian.ledger;

/// The store of ledger or usage does not keep what it is given: a full disk, a database that is
/// gone. Nothing is lost by it, and nothing new may be promised.
public final class StorageDown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what was tried, and what the store said
  public StorageDown(String message) {
    super(message);
  }
}
