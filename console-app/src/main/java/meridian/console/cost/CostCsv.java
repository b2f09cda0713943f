package meridian.console.cost;

import java.util.List;
import meridian.telemetry.CostFigures;

/// Rows of cost as comma-separated values, dollars with six decimals.
final class CostCsv {
  private CostCsv() {}

  static String of(List<CostFigures.Row> rows) {
    StringBuilder text =
        new StringBuilder("project,model,money,requests,calls,hits,unpriced,spent_usd,saved_usd\n");
    for (CostFigures.Row row : rows) {
      text.append(row.project().map(project -> project.name()).orElse(CostFigures.OTHER))
          .append(",\"")
          .append(row.model().replace("\"", "\"\""))
          .append("\",")
          .append(CostModel.badge(row.isModelled()))
          .append(',')
          .append(row.requests())
          .append(',')
          .append(row.calls())
          .append(',')
          .append(row.hits())
          .append(',')
          .append(row.unpriced())
          .append(',')
          .append(row.spent().toUsdText())
          .append(',')
          .append(row.saved().toUsdText())
          .append('\n');
    }
    return text.toString();
  }
}
