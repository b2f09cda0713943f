package meridian.console.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import meridian.RequestTimeline;
import meridian.control.Trial;

/// One request sent by hand and what became of it. Toolkit thread only.
final class Attempt {
  private final Draft draft;
  private final Trial trial;
  private final ReadOnlyObjectWrapper<Phase> phase =
      new ReadOnlyObjectWrapper<>(new Phase.Sending());
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<RequestTimeline>> timeline =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private int status;
  private long doneNanos;
  private Map<String, String> headers = Map.of();
  private AnswerText text = new AnswerText("");

  Attempt(Draft draft, Trial trial) {
    this.draft = draft;
    this.trial = trial;
  }

  /// How far it has come.
  sealed interface Phase {
    /// Nothing has come back.
    record Sending() implements Phase {}

    /// The head is here, the body comes.
    record Answering() implements Phase {}

    /// The last byte is here.
    ///
    /// @param totalNanos as the client measured it
    record Done(long totalNanos) implements Phase {}

    /// It broke off.
    ///
    /// @param reason what happened
    record Failed(String reason) implements Phase {}
  }

  void head(int newStatus, Map<String, String> newHeaders) {
    status = newStatus;
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(newHeaders);
    headers = java.util.Collections.unmodifiableMap(sorted);
    text = new AnswerText(headers.getOrDefault("Content-Type", ""));
    phase.set(new Phase.Answering());
  }

  void body(String piece) {
    text.add(piece);
    answer.set(text.text());
  }

  void done(long totalNanos) {
    phase.set(new Phase.Done(totalNanos));
  }

  void failed(String reason) {
    phase.set(new Phase.Failed(reason));
  }

  /// A snapshot taken at `nanos` does not know it.
  void missedAt(long nanos) {
    if (doneNanos == 0 && phase.get() instanceof Phase.Done) {
      doneNanos = nanos;
    }
  }

  /// The first snapshot's time after it was done, nanoseconds since the epoch; 0 before.
  long doneNanos() {
    return doneNanos;
  }

  /// The gateway's own account of it was found.
  void booked(RequestTimeline found) {
    timeline.set(Optional.of(found));
  }

  Draft draft() {
    return draft;
  }

  Trial trial() {
    return trial;
  }

  /// HTTP status, 0 before the head.
  int status() {
    return status;
  }

  /// Response headers; names in any case.
  Map<String, String> headers() {
    return headers;
  }

  /// The gateway's name for it, once the head is here.
  Optional<String> requestId() {
    return Optional.ofNullable(headers.get("X-Meridian-Request-Id"));
  }

  /// Fires at every step, after everything else of the step is set.
  ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// The words of the answer so far.
  ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /// Its stages, once the gateway has booked it.
  ReadOnlyObjectProperty<Optional<RequestTimeline>> timelineProperty() {
    return timeline.getReadOnlyProperty();
  }

  boolean isUnderWay() {
    return phase.get() instanceof Phase.Sending || phase.get() instanceof Phase.Answering;
  }
}
