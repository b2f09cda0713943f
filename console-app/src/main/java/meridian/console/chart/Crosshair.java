package meridian.console.chart;

import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The second that the operator points at: one for all charts that share it. Toolkit thread only.
public final class Crosshair {
  private final ReadOnlyObjectWrapper<OptionalLong> second =
      new ReadOnlyObjectWrapper<>(OptionalLong.empty());

  /// Which second of the epoch, if any.
  public ReadOnlyObjectProperty<OptionalLong> secondProperty() {
    return second.getReadOnlyProperty();
  }

  /// Which second of the epoch, if any.
  public OptionalLong second() {
    return second.get();
  }

  /// Points at a second of the epoch.
  public void pointAt(long secondOfEpoch) {
    if (second.get().isEmpty() || second.get().getAsLong() != secondOfEpoch) {
      second.set(OptionalLong.of(secondOfEpoch));
    }
  }

  /// Points at nothing.
  public void clear() {
    second.set(OptionalLong.empty());
  }
}
