package meridian.ledger;

import meridian.PopId;

/// What of a gateway outlives its process.
public interface Storage {
  /// Nothing does.
  Storage MEMORY =
      new Storage() {
        @Override
        public Lines lines(String region) {
          return Lines.NOWHERE;
        }

        @Override
        public UsageLog usage(String region, int maxRecords) {
          return new InMemoryUsageLog(maxRecords);
        }

        @Override
        public Journal journal(PopId pop) {
          return Journal.NONE;
        }
      };

  /// The lines of the ledger of `region`.
  Lines lines(String region);

  /// The usage records of the origin in `region`.
  ///
  /// @param maxRecords most that are kept where they take memory, 1 or more
  UsageLog usage(String region, int maxRecords);

  /// Where the usage records of `pop` wait.
  Journal journal(PopId pop);
}
