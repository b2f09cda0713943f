package meridian.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meridian.Booking;
import meridian.PopId;
import meridian.UsageRecord;
import meridian.time.Dice;

/// A storage of which a crash leaves a beginning: all that somebody waited for, and some of what
/// came after. Confined to the task that has the baton.
public final class ModelledDisk implements Storage {
  private final List<Write> writes = new ArrayList<>();
  private int synced;

  /// What was given to it, in that order.
  private sealed interface Write {
    record Line(String region, Booking line) implements Write {}

    record TakenUp(String region, Duty duty) implements Write {}

    record Followed(String region, String peer, long line) implements Write {}

    record Used(UsageRecord usage) implements Write {}
  }

  /// What a crash at this moment leaves.
  public ModelledDisk afterCrash(Dice dice) {
    ModelledDisk left = new ModelledDisk();
    left.writes.addAll(writes.subList(0, synced + dice.nextInt(writes.size() - synced + 1)));
    left.synced = left.writes.size();
    return left;
  }

  private <W extends Write> Stream<W> all(Class<W> kind) {
    return writes.stream().filter(kind::isInstance).map(kind::cast);
  }

  private void waitFor() {
    synced = writes.size();
  }

  /// Every line of a region.
  public List<Booking> linesOf(String region) {
    return all(Write.Line.class)
        .filter(one -> one.region().equals(region))
        .map(Write.Line::line)
        .toList();
  }

  @Override
  public Lines lines(String region) {
    return new Lines() {
      @Override
      public Optional<Checkpoint> checkpoint() {
        return Optional.empty();
      }

      @Override
      public void replay(long afterNumber, Consumer<Booking> each) {
        linesOf(region).stream().filter(line -> line.number() > afterNumber).forEach(each);
      }

      @Override
      public void keep(Supplier<Checkpoint> checkpoint) {}

      @Override
      public void requireUp() {}

      @Override
      public void add(Booking line) {
        writes.add(new Write.Line(region, line));
      }

      @Override
      public void sync() {
        waitFor();
      }
    };
  }

  @Override
  public Ties ties(String region) {
    return new Ties() {
      @Override
      public Optional<Duty> duty() {
        return all(Write.TakenUp.class)
            .filter(one -> one.region().equals(region))
            .map(Write.TakenUp::duty)
            .reduce((_, newer) -> newer);
      }

      @Override
      public void takesUp(Duty duty) {
        writes.add(new Write.TakenUp(region, duty));
      }

      @Override
      public long followed(String peer) {
        return all(Write.Followed.class)
            .filter(one -> one.region().equals(region) && one.peer().equals(peer))
            .map(Write.Followed::line)
            .reduce(0L, (_, newer) -> newer);
      }

      @Override
      public void follows(String peer, long line) {
        writes.add(new Write.Followed(region, peer, line));
      }
    };
  }

  @Override
  public UsageLog usage(String region, int maxRecords) {
    InMemoryUsageLog log = new InMemoryUsageLog(maxRecords);
    log.record(all(Write.Used.class).map(Write.Used::usage).toList());
    return new UsageLog() {
      @Override
      public List<Result> record(List<UsageRecord> records) {
        records.forEach(one -> writes.add(new Write.Used(one)));
        waitFor();
        return log.record(records);
      }

      @Override
      public Optional<UsageRecord> find(meridian.RequestId request) {
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
    };
  }

  @Override
  public boolean hasOneUsageLog() {
    return true;
  }

  @Override
  public Journal journal(PopId pop) {
    return Journal.NONE;
  }
}
