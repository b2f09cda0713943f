package meridian.console.keys;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import meridian.ProjectId;
import meridian.console.session.Evaluator;
import meridian.control.Command;
import meridian.control.Evaluation;
import meridian.control.SemanticUse;
import meridian.control.Tenants;
import meridian.telemetry.Snapshot;

/// What is known of one project's semantic cache, and what the operator wants of it. Confined to
/// one thread; what the evaluator calls back on others is handed over. Needs no toolkit.
///
/// The draft follows what is in force until it is edited; then it stays until it is put in force or
/// discarded, or another project is chosen.
final class SemanticModel {
  private final Evaluator evaluator;
  private final Executor own;
  private final ObjectProperty<Optional<ProjectId>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<SemanticUse.Mode> mode =
      new SimpleObjectProperty<>(SemanticUse.Mode.OFF);
  private final DoubleProperty threshold = new SimpleDoubleProperty(SemanticUse.OFF.threshold());
  private final ReadOnlyObjectWrapper<Measuring> measuring =
      new ReadOnlyObjectWrapper<>(new Measuring.Idle());
  private final ObjectProperty<Optional<Evaluation>> loaded =
      new SimpleObjectProperty<>(Optional.empty());
  private Optional<Snapshot> newest = Optional.empty();
  private Tenants tenants = Tenants.NONE;
  private Optional<Command.SetSemantic> asked = Optional.empty();
  private Optional<Evaluator.Running> running = Optional.empty();
  private long runs;

  /// @param own runs tasks on the thread that owns this model
  SemanticModel(Evaluator evaluator, Executor own) {
    this.evaluator = evaluator;
    this.own = own;
    chosen.addListener((property, before, now) -> {
      asked = Optional.empty();
      shown.set(Optional.empty());
      fill();
    });
  }

  /// What is so now.
  ///
  /// @param project whose
  /// @param use how it uses the semantic cache
  /// @param counts what that found
  /// @param asked what was asked for and is not in force yet
  record Shown(
      ProjectId project,
      SemanticUse use,
      SemanticCounts counts,
      Optional<Command.SetSemantic> asked) {}

  /// Reads what is so now.
  void show(Snapshot snapshot, Tenants now) {
    newest = Optional.of(snapshot);
    tenants = now;
    fill();
  }

  private void fill() {
    Optional<Tenants.Project> project =
        tenants.projects().stream()
            .filter(each -> chosen.get().filter(each.id()::equals).isPresent())
            .findFirst()
            .or(() -> tenants.projects().stream().findFirst());
    boolean isFollowing = !isEdited();
    if (project.isEmpty()) {
      shown.set(Optional.empty());
      return;
    }
    SemanticUse use = project.get().semantic();
    asked = asked.filter(wish -> wish.mode() != use.mode() || wish.threshold() != use.threshold());
    shown.set(
        Optional.of(
            new Shown(
                project.get().id(),
                use,
                newest
                    .map(snapshot -> SemanticCounts.of(snapshot.counters(), project.get().id()))
                    .orElseGet(() -> SemanticCounts.of(java.util.Map.of(), project.get().id())),
                asked)));
    if (isFollowing && asked.isEmpty()) {
      discard();
    }
  }

  /// Whether the draft differs from what is in force.
  boolean isEdited() {
    return shown
        .get()
        .filter(now ->
            now.asked().isEmpty()
                && (now.use().mode() != mode.get() || now.use().threshold() != threshold.get()))
        .isPresent();
  }

  /// Why the draft breaks the project's false-hit budget; empty when it does not.
  Optional<String> refusal() {
    Optional<SemanticUse> use = shown.get().map(Shown::use);
    if (use.isEmpty() || mode.get() == SemanticUse.Mode.OFF) {
      return Optional.empty();
    }
    return use.get()
        .budget()
        .flatMap(budget ->
            use.get()
                .evaluation()
                .flatMap(evaluation -> evaluation.refusal(threshold.get(), budget)));
  }

  /// What would put the draft in force; empty when it is, or breaks the budget.
  Optional<Command.SetSemantic> change() {
    return isEdited() && refusal().isEmpty()
        ? shown
            .get()
            .map(now -> new Command.SetSemantic(now.project(), mode.get(), threshold.get()))
        : Optional.empty();
  }

  /// `change` was taken; it is pending until it is seen in force.
  void taken(Command.SetSemantic change) {
    asked = Optional.of(change);
    fill();
  }

  /// The draft is what is in force again.
  void discard() {
    shown
        .get()
        .ifPresent(now -> {
          mode.set(now.use().mode());
          threshold.set(now.use().threshold());
        });
  }

  /// Moves the draft's threshold to the nearest hundredth of `cosine` that may be used.
  void moveTo(double cosine) {
    double hundredths = Math.rint(cosine * 100) / 100;
    threshold.set(Math.clamp(hundredths, SemanticUse.LEAST, 1));
  }

  /// Measures the questions in `file`, or reads the result in it; what runs is given up.
  void measure(Path file) {
    cancel();
    long run = ++runs;
    measuring.set(new Measuring.Running("", 0, 0));
    running = Optional.of(evaluator.start(file, new Handover(run)));
  }

  /// Gives up what is being measured.
  void cancel() {
    running.ifPresent(Evaluator.Running::cancel);
    running = Optional.empty();
    runs++;
    measuring.set(new Measuring.Idle());
  }

  /// Shows the project's own evaluation again.
  void putAway() {
    loaded.set(Optional.empty());
  }

  /// The measurement on screen: one made here, otherwise the project's own.
  Optional<Evaluation> evaluation() {
    return loaded.get().or(() -> shown.get().flatMap(now -> now.use().evaluation()));
  }

  /// The project; the first one when empty or gone.
  ObjectProperty<Optional<ProjectId>> chosenProperty() {
    return chosen;
  }

  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ObjectProperty<SemanticUse.Mode> modeProperty() {
    return mode;
  }

  DoubleProperty thresholdProperty() {
    return threshold;
  }

  ReadOnlyObjectProperty<Measuring> measuringProperty() {
    return measuring.getReadOnlyProperty();
  }

  ObjectProperty<Optional<Evaluation>> loadedProperty() {
    return loaded;
  }

  /// Hands what happens to the owning thread, unless the measurement was given up meanwhile.
  private final class Handover implements Evaluator.Listener {
    private static final int TOLD = 100;

    private final long run;

    Handover(long run) {
      this.run = run;
    }

    @Override
    public void progress(String what, int done, int all) {
      if (done % Math.max(1, all / TOLD) == 0 || done == all) {
        later(() -> measuring.set(new Measuring.Running(what, done, all)));
      }
    }

    @Override
    public void done(Evaluation evaluation) {
      later(() -> {
        loaded.set(Optional.of(evaluation));
        measuring.set(new Measuring.Idle());
      });
    }

    @Override
    public void failed(String reason) {
      later(() -> measuring.set(new Measuring.Failed(reason)));
    }

    private void later(Runnable body) {
      own.execute(() -> {
        if (run == runs) {
          body.run();
        }
      });
    }
  }
}
