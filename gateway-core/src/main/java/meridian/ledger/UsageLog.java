package meridian.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.RequestId;
import meridian.UsageRecord;

/// The records of served requests, one for each.
///
/// Records come from the origin itself and, in batches that may come twice, from the PoPs.
public interface UsageLog {
  /// What became of one record.
  enum Result {
    /// Kept.
    RECORDED,
    /// Its request has a record already.
    DUPLICATE,
    /// It took the place of the request's earlier record, which was charged less: the origin billed
    /// an answer that never arrived, and the PoP served another.
    REPLACED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in events and metrics.
    public String label() {
      return label;
    }
  }

  /// Keeps `records`, all or none; says what became of each, in their order.
  List<Result> record(List<UsageRecord> records);

  /// The record of a request, when there is one.
  Optional<UsageRecord> find(RequestId request);

  /// How many requests have had a record since the start.
  long recorded();

  /// The newest records, oldest first.
  ///
  /// @param atMost most records, 1 or more
  List<UsageRecord> newest(int atMost);
}
