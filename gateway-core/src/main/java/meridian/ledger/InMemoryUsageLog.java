package meridian.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.RequestId;
import meridian.UsageRecord;

/// A usage log that lives as long as its process. Bounded: it keeps the newest records and forgets
/// the oldest, which would then be counted anew if it came again. Safe for several threads.
public final class InMemoryUsageLog implements UsageLog {
  private final int maxRecords;
  private final Map<RequestId, UsageRecord> records = new LinkedHashMap<>();
  private long recorded;

  /// @param maxRecords most records kept, 1 or more
  public InMemoryUsageLog(int maxRecords) {
    if (maxRecords < 1) {
      throw new IllegalArgumentException(
          "usage log: expected room for 1 record or more, found " + maxRecords);
    }
    this.maxRecords = maxRecords;
  }

  @Override
  public synchronized List<Result> record(List<UsageRecord> batch) {
    List<Result> results = new ArrayList<>(batch.size());
    for (UsageRecord one : batch) {
      results.add(keep(one));
    }
    return results;
  }

  private Result keep(UsageRecord one) {
    UsageRecord known = records.get(one.id());
    if (known != null) {
      if (charged(one).compareTo(charged(known)) <= 0) {
        return Result.DUPLICATE;
      }
      records.replace(one.id(), one);
      return Result.REPLACED;
    }
    if (records.size() >= maxRecords) {
      records.remove(records.keySet().iterator().next());
    }
    records.put(one.id(), one);
    recorded++;
    return Result.RECORDED;
  }

  private static Money charged(UsageRecord record) {
    return record.charge().cost().orElse(Money.ZERO);
  }

  @Override
  public synchronized Optional<UsageRecord> find(RequestId request) {
    return Optional.ofNullable(records.get(request));
  }

  @Override
  public synchronized long recorded() {
    return recorded;
  }

  @Override
  public synchronized List<UsageRecord> newest(int atMost) {
    List<UsageRecord> all = new ArrayList<>(records.values());
    return List.copyOf(all.subList(Math.max(0, all.size() - atMost), all.size()));
  }
}
