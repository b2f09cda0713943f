package meridian.control;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.Json;
import meridian.Money;
import meridian.UsageRecord;
import meridian.live.sql.UsageTable;
import meridian.wire.JsonWriter;
import meridian.wire.StagesJson;

/// Usage records and their sums as a table, as CSV (RFC 4180) or as JSON. Money in micro-dollars
/// for machines and in dollars for people; an unknown price is empty, never 0.
final class UsageText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final String SPREADSHEET_FORMULA = "=+-@\t\r";

  private UsageText() {}

  /// How it is printed.
  enum Form {
    TABLE,
    CSV,
    JSON
  }

  static void sums(List<UsageTable.By> by, List<UsageTable.Sum> sums, Form form, PrintWriter out) {
    List<String> heading = new ArrayList<>(by.stream().map(UsageTable.By::label).toList());
    heading.addAll(
        List.of(
            "source",
            "requests",
            "prompt",
            "cached_prompt",
            "completion",
            form == Form.TABLE ? "cost" : "cost_micro_usd",
            "unpriced",
            form == Form.TABLE ? "saved" : "saved_micro_usd"));
    List<List<String>> rows = new ArrayList<>();
    for (UsageTable.Sum sum : sums) {
      List<String> row = new ArrayList<>(groups(by, sum));
      row.addAll(
          List.of(
              sum.source(),
              Long.toString(sum.requests()),
              Long.toString(sum.promptTokens()),
              Long.toString(sum.cachedPromptTokens()),
              Long.toString(sum.completionTokens()),
              money(sum.cost(), form),
              Long.toString(sum.unpriced()),
              money(sum.saved(), form)));
      rows.add(row);
    }
    print("sums", heading, by.size() + 1, rows, form, out);
  }

  private static List<String> groups(List<UsageTable.By> by, UsageTable.Sum sum) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      String value = sum.group().get(i);
      groups.add(
          by.get(i) == UsageTable.By.DAY
              ? LocalDate.ofEpochDay(Long.parseLong(value)).toString()
              : value);
    }
    return groups;
  }

  static void records(List<UsageRecord> records, Form form, PrintWriter out) {
    if (form == Form.JSON) {
      List<Json> items = records.stream().<Json>map(UsageText::json).toList();
      out.println(JsonWriter.text(Json.Obj.of("records", new Json.Arr(items))));
      return;
    }
    List<String> heading =
        List.of(
            "served",
            "request",
            "project",
            "model",
            "outcome",
            "layer",
            "pop",
            "source",
            "prompt",
            "completion",
            form == Form.TABLE ? "cost" : "cost_micro_usd");
    List<List<String>> rows = new ArrayList<>();
    for (UsageRecord record : records) {
      rows.add(
          List.of(
              served(record),
              record.id().text(),
              record.project().name(),
              record.model(),
              record.cache().name().toLowerCase(Locale.ROOT),
              record.layer().name().toLowerCase(Locale.ROOT),
              record.pop().code(),
              source(record),
              Long.toString(record.charge().usage().prompt()),
              Long.toString(record.charge().usage().completion()),
              record.charge().cost().map(cost -> money(cost, form)).orElse("")));
    }
    print("records", heading, 8, rows, form, out);
  }

  private static Json.Obj json(UsageRecord record) {
    return Json.Obj.empty()
        .with("served", served(record))
        .with("request", record.id().text())
        .with("project", record.project().name())
        .with("key", record.key().text())
        .with("model", record.model())
        .with("outcome", record.cache().name().toLowerCase(Locale.ROOT))
        .with("layer", record.layer().name().toLowerCase(Locale.ROOT))
        .with("pop", record.pop().code())
        .with("source", source(record))
        .with("prompt", record.charge().usage().prompt())
        .with("cached_prompt", record.charge().usage().cachedPrompt())
        .with("completion", record.charge().usage().completion())
        .with("is_estimated", new Json.Bool(record.charge().isEstimated()))
        .with("cost_micro_usd", orNull(record.charge().cost()))
        .with("saved_micro_usd", orNull(record.saved()))
        .with("stages_micros", StagesJson.json(record.stages()));
  }

  private static Json orNull(Optional<Money> amount) {
    return amount.<Json>map(known -> Json.Num.of(known.microUsd())).orElse(Json.Null.NULL);
  }

  private static String served(UsageRecord record) {
    return Instant.ofEpochSecond(
            record.atNanos() / NANOS_PER_SECOND, record.atNanos() % NANOS_PER_SECOND)
        .toString();
  }

  private static String source(UsageRecord record) {
    return record.source().label();
  }

  private static String money(Money amount, Form form) {
    return form == Form.TABLE ? "$" + amount.toUsdText() : Long.toString(amount.microUsd());
  }

  /// @param words how many columns from the left hold words; the others hold numbers
  private static void print(
      String what,
      List<String> heading,
      int words,
      List<List<String>> rows,
      Form form,
      PrintWriter out) {
    switch (form) {
      case JSON -> {
        List<Json> items = new ArrayList<>();
        for (List<String> row : rows) {
          Json.Obj item = Json.Obj.empty();
          for (int i = 0; i < row.size(); i++) {
            item =
                i < words
                    ? item.with(heading.get(i), row.get(i))
                    : item.with(heading.get(i), Long.parseLong(row.get(i)));
          }
          items.add(item);
        }
        out.println(JsonWriter.text(Json.Obj.of(what, new Json.Arr(items))));
      }
      case CSV -> {
        out.print(String.join(",", heading) + "\r\n");
        rows.forEach(row ->
            out.print(String.join(",", row.stream().map(UsageText::cell).toList()) + "\r\n"));
      }
      case TABLE -> table(what, heading, words, rows, out);
    }
  }

  /// A name that a spreadsheet would take for a formula is led by an apostrophe.
  private static String cell(String text) {
    boolean isFormula = !text.isEmpty() && SPREADSHEET_FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static void table(
      String what, List<String> heading, int words, List<List<String>> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("no " + what + ": nothing was served that fits");
      return;
    }
    List<List<String>> all = new ArrayList<>();
    all.add(heading);
    all.addAll(rows);
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = all.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        String gap = " ".repeat(width - row.get(i).length());
        line.append(i < words ? row.get(i) + gap : gap + row.get(i)).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
