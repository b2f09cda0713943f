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
        public Ties ties(String region) {
          return Ties.NOWHERE;
        }

        @Override
        public UsageLog usage(String region, int maxRecords) {
          return new InMemoryUsageLog(maxRecords);
        }

        @Override
        public boolean hasOneUsageLog() {
          return false;
        }

        @Override
        public Journal journal(PopId pop) {
          return Journal.NONE;
        }
      };

  /// The lines of the ledger of `region`.
  Lines lines(String region);

  /// What ties the origin in `region` to others.
  Ties ties(String region);

  /// The usage records of the origin in `region`.
  ///
  /// @param maxRecords most that are kept where they take memory, 1 or more
  UsageLog usage(String region, int maxRecords);

  /// Whether the usage records of one origin are those of all: a request has one record then,
  /// whichever of them takes it down.
  boolean hasOneUsageLog();

  /// Where the usage records of `pop` wait.
  Journal journal(PopId pop);
}
