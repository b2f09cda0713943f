package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.RequestId;
import meridian.UsageRecord;
import meridian.ledger.UsageLog;

/// Bugs of the usage logs.
final class UsageMutants {
  private UsageMutants() {}

  static List<Mutant> all() {
    return List.of(
        usage("a usage record is dropped", DroppedUsage::new),
        usage("a usage record is kept twice", TwiceKept::new),
        usage("a record that comes again is kept again", Forgetful::new));
  }

  private static Mutant usage(String name, UnaryOperator<UsageLog> bug) {
    return new Mutant(
        name,
        "usage records",
        () ->
            new Parts() {
              @Override
              public UsageLog usage(String region, UsageLog usage) {
                return bug.apply(usage);
              }
            });
  }

  private abstract static class Log implements UsageLog {
    final UsageLog log;

    Log(UsageLog log) {
      this.log = log;
    }

    @Override
    public Optional<UsageRecord> find(RequestId request) {
      return log.find(request);
    }

    @Override
    public long recorded() {
      return log.recorded();
    }

    @Override
    public List<UsageRecord> newest(int atMost) {
      return log.newest(atMost);
    }
  }

  private static final class DroppedUsage extends Log {
    DroppedUsage(UsageLog log) {
      super(log);
    }

    @Override
    public List<Result> record(List<UsageRecord> records) {
      List<Result> results = new ArrayList<>(log.record(records.subList(1, records.size())));
      results.addFirst(Result.RECORDED);
      return results;
    }
  }

  /// Every record is stored twice; only once is said so.
  private static final class TwiceKept extends Log {
    TwiceKept(UsageLog log) {
      super(log);
    }

    @Override
    public List<Result> record(List<UsageRecord> records) {
      return log.record(records);
    }

    @Override
    public List<UsageRecord> newest(int atMost) {
      List<UsageRecord> twice = new ArrayList<>();
      log.newest(atMost / 2)
          .forEach(record -> {
            twice.add(record);
            twice.add(record);
          });
      return twice;
    }

    @Override
    public long recorded() {
      return 2 * log.recorded();
    }
  }

  /// Nothing is recognised.
  private static final class Forgetful extends Log {
    Forgetful(UsageLog log) {
      super(log);
    }

    @Override
    public List<Result> record(List<UsageRecord> records) {
      log.record(records);
      return records.stream().map(_ -> Result.RECORDED).toList();
    }
  }
}
