package meridian.console.format;

/// A figure and how many samples it rests on.
///
/// @param text what to show
/// @param samples how many were measured, 0 or more
public record Figure(String text, long samples) {
  /// Nothing was measured.
  public static final Figure ABSENT = new Figure(Figures.NONE, 0);

  /// Whether it rests on too little to be trusted: to be shown grey, with [#note()].
  public boolean isThin() {
    return samples < Figures.ENOUGH;
  }

  /// `n 12` when it is thin and there is something, otherwise empty.
  public String note() {
    return isThin() && samples > 0 ? "n " + samples : "";
  }
}
