package meridian.cost;

import java.util.ArrayList;
import java.util.List;

/// Advice as plain text, for a terminal or a report.
public final class AdviceText {
  private AdviceText() {}

  /// All of `advice`, each with its arithmetic.
  public static String of(List<Advice> advice) {
    StringBuilder text = new StringBuilder();
    advice.forEach(each -> write(each, text));
    return text.toString();
  }

  private static void write(Advice advice, StringBuilder text) {
    text.append(advice.topic().title().toUpperCase(java.util.Locale.ROOT))
        .append(advice.isConclusive() ? "\n  " : " (inconclusive)\n  ")
        .append(advice.verdict())
        .append("\n  ")
        .append(advice.confidence())
        .append('\n');
    for (Advice.Step step : advice.arithmetic()) {
      text.append("    ").append(step.what());
      if (!step.formula().isEmpty()) {
        text.append(": ").append(step.formula());
      }
      text.append(" = ")
          .append(step.result())
          .append("  [")
          .append(step.basis().label())
          .append("]\n");
    }
    advice.tables().forEach(table -> write(table, text));
    text.append("  What would change it: ").append(advice.wouldChange()).append("\n\n");
  }

  private static void write(Advice.Table table, StringBuilder text) {
    text.append("    ").append(table.title()).append('\n');
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    lines.addAll(table.rows());
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (int row = 0; row < lines.size(); row++) {
      StringBuilder line =
          new StringBuilder(row - 1 == table.marked() && row > 0 ? "    → " : "      ");
      for (int i = 0; i < widths.length; i++) {
        String cell = lines.get(row).get(i);
        String gap = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? cell + gap : gap + cell).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
