package meridian.console.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import meridian.console.session.Comparer;
import meridian.control.Comparison;
import meridian.scenario.Scenario;

/// What the Compare room knows. Confined to one thread; what the comparer calls back on others is
/// handed to that thread by the executor it was given. Needs no toolkit.
final class CompareModel {
  /// More runs of one variant tell little more and take long.
  static final int MOST_SEEDS = 20;

  private final Comparer comparer;
  private final Executor own;
  private final LongSupplier clock;
  private final ObservableList<Scenario> scenarios = FXCollections.observableArrayList();
  private final ObservableList<String> chosen = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<Scenario>> scenario =
      new SimpleObjectProperty<>(Optional.empty());
  private final IntegerProperty seeds = new SimpleIntegerProperty(3);
  private final ReadOnlyObjectWrapper<CompareState> state =
      new ReadOnlyObjectWrapper<>(new CompareState.Idle());
  private Optional<Comparer.Running> running = Optional.empty();
  private long runs;
  private volatile long startedNanos;

  /// @param own runs tasks on the thread that owns this model
  /// @param clock nanoseconds that only go forward
  CompareModel(Comparer comparer, Executor own, LongSupplier clock) {
    this.comparer = comparer;
    this.own = own;
    this.clock = clock;
    chosen.setAll(comparer.variants().stream().limit(2).toList());
  }

  /// What there is to play is known now.
  void offer(List<Scenario> all) {
    scenarios.setAll(all);
    if (scenario.get().isEmpty()) {
      scenario.set(all.stream().findFirst());
    }
  }

  /// Why nothing can be started, when it cannot.
  Optional<String> obstacle() {
    if (scenario.get().isEmpty()) {
      return Optional.of("Choose a scenario");
    }
    return chosen.size() < 2 ? Optional.of("Choose two variants or more") : Optional.empty();
  }

  /// Begins; does nothing while something is in the way or one is under way.
  void start() {
    if (obstacle().isPresent() || isRunning()) {
      return;
    }
    long run = ++runs;
    startedNanos = clock.getAsLong();
    state.set(new CompareState.Running(0, 0, Optional.empty()));
    List<String> variants = new ArrayList<>(comparer.variants());
    variants.retainAll(chosen);
    running =
        Optional.of(
            comparer.start(
                scenario.get().orElseThrow(),
                variants,
                LongStream.rangeClosed(1, seeds.get()).boxed().toList(),
                new Handover(run)));
  }

  /// Gives up what is under way; what was there before is gone.
  void cancel() {
    if (isRunning()) {
      runs++;
      running.ifPresent(Comparer.Running::cancel);
      running = Optional.empty();
      state.set(new CompareState.Idle());
    }
  }

  boolean isRunning() {
    return state.get() instanceof CompareState.Running;
  }

  /// The comparison on screen.
  Optional<Comparison> shown() {
    return state.get() instanceof CompareState.Done(Comparison comparison)
        ? Optional.of(comparison)
        : Optional.empty();
  }

  Comparer comparer() {
    return comparer;
  }

  ObservableList<Scenario> scenarios() {
    return scenarios;
  }

  /// The variants to compare, in any order.
  ObservableList<String> chosen() {
    return chosen;
  }

  ObjectProperty<Optional<Scenario>> scenarioProperty() {
    return scenario;
  }

  /// How many seeds, 1 to [#MOST_SEEDS].
  IntegerProperty seedsProperty() {
    return seeds;
  }

  ReadOnlyObjectProperty<CompareState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Hands what happens to the owning thread, unless the run was given up meanwhile.
  private final class Handover implements Comparer.Listener {
    private final long run;

    Handover(long run) {
      this.run = run;
    }

    @Override
    public void progress(int done, int all) {
      long passed = clock.getAsLong() - startedNanos;
      Optional<Duration> left =
          done == 0
              ? Optional.empty()
              : Optional.of(Duration.ofNanos(passed / done * (all - done)));
      become(new CompareState.Running(done, all, left));
    }

    @Override
    public void done(Comparison comparison) {
      become(new CompareState.Done(comparison));
    }

    @Override
    public void failed(String reason) {
      become(new CompareState.Failed(reason));
    }

    private void become(CompareState next) {
      own.execute(() -> {
        if (run == runs) {
          state.set(next);
        }
      });
    }
  }
}
