package meridian.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.semantic.Trials;
import meridian.wire.JsonReader;

/// What an evaluation asks, read from a file: texts with labels, or pairs.
///
/// CSV has a header with the columns `text` and `category` (BANKING77's names; RFC 4180, cells may
/// hold line breaks). JSON lines hold a pair each: `{"one": …, "other": …, "same": true}`; a file
/// that is one JSON array of such objects is read too, and `origin` and `similar` name the two
/// texts as well. Without `same` a pair is the same question.
///
/// @param texts every text; pairs are at 0 and 1, 2 and 3 …
/// @param labels of the texts, one for each; none for pairs
/// @param sames of the pairs, one for each; none for texts
record LabelledTexts(List<String> texts, List<String> labels, List<Boolean> sames) {
  LabelledTexts {
    texts = List.copyOf(texts);
    labels = List.copyOf(labels);
    sames = List.copyOf(sames);
  }

  /// A file that cannot be used; the message says what was expected.
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  boolean isPairs() {
    return !sames.isEmpty();
  }

  /// How many questions or pairs there are.
  int size() {
    return isPairs() ? sames.size() : texts.size();
  }

  static LabelledTexts read(byte[] file) throws Unusable {
    String text = new String(file, StandardCharsets.UTF_8);
    String begin = text.stripLeading();
    LabelledTexts read = begin.startsWith("{") || begin.startsWith("[") ? pairs(begin) : csv(text);
    if (read.size() == 0) {
      throw new Unusable("expected at least one question, found none; is this the right file?");
    }
    if (read.size() > Trials.MOST) {
      throw new Unusable(
          "expected at most %d questions, found %d; use a part of the file"
              .formatted(Trials.MOST, read.size()));
    }
    return read;
  }

  private static LabelledTexts pairs(String text) throws Unusable {
    List<String> texts = new ArrayList<>();
    List<Boolean> sames = new ArrayList<>();
    List<Json> items = new ArrayList<>();
    if (text.startsWith("[")) {
      if (!(parse(text, 1) instanceof Json.Arr array)) {
        throw new Unusable("expected a JSON array of pairs, found something else");
      }
      items.addAll(array.items());
    } else {
      int number = 0;
      for (String line : text.split("\n", -1)) {
        number++;
        if (!line.isBlank()) {
          items.add(parse(line, number));
        }
      }
    }
    for (int i = 0; i < items.size(); i++) {
      Json.Obj pair = items.get(i) instanceof Json.Obj object ? object : Json.Obj.empty();
      Optional<String> one = pair.text("one").or(() -> pair.text("origin"));
      Optional<String> other = pair.text("other").or(() -> pair.text("similar"));
      if (one.isEmpty() || other.isEmpty()) {
        throw new Unusable(
            "pair %d: expected the texts one and other, found none; write {\"one\": \"…\","
                    .formatted(i + 1)
                + " \"other\": \"…\", \"same\": true}");
      }
      texts.add(one.get());
      texts.add(other.get());
      sames.add(!pair.has("same") || pair.isTrue("same"));
    }
    return new LabelledTexts(texts, List.of(), sames);
  }

  private static Json parse(String text, int line) throws Unusable {
    return JsonReader.tryRead(text.getBytes(StandardCharsets.UTF_8))
        .orElseThrow(
            () -> new Unusable("line %d: expected JSON, found something else".formatted(line)));
  }

  private static LabelledTexts csv(String text) throws Unusable {
    List<List<String>> rows = rows(text);
    List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
    int textAt = header.indexOf("text");
    int labelAt = header.indexOf("category");
    if (textAt < 0 || labelAt < 0) {
      throw new Unusable(
          "expected CSV whose header has the columns text and category, or JSON lines of pairs,"
              + " found neither; is this the right file?");
    }
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (row.size() != header.size()) {
        throw new Unusable(
            "row %d: expected %d cells as in the header, found %d; quote what holds a comma"
                .formatted(i + 1, header.size(), row.size()));
      }
      texts.add(row.get(textAt));
      labels.add(row.get(labelAt));
    }
    return new LabelledTexts(texts, labels, List.of());
  }

  private static List<List<String>> rows(String text) throws Unusable {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isQuoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else if (c == '"') {
          isQuoted = false;
        } else {
          cell.append(c);
        }
      } else if (c == '"' && cell.isEmpty()) {
        isQuoted = true;
      } else if (c == ',' || c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (isQuoted) {
      throw new Unusable("expected every quoted cell to end, found one open at the end");
    }
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}
