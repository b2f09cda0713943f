package meridian.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import meridian.Json;
import meridian.JsonBytes;
import meridian.fingerprint.WhyMiss.Difference;

/// The walk through two requests at once. Confined to one comparison.
final class Comparison {
  /// A value is shown up to this many characters.
  private static final int MAX_SHOWN = 80;

  /// Of what two long values have in common, this much is shown before they part.
  private static final int LEAD_IN = 16;

  private final List<Difference> found = new ArrayList<>();

  /// What differed so far.
  List<Difference> found() {
    return found;
  }

  void scopes(FingerprintScope first, FingerprintScope second) {
    texts("scope.tenant", first.tenant(), second.tenant());
    texts("scope.provider", first.provider(), second.provider());
    texts("scope.model", first.model(), second.model());
    texts("scope.endpoint", first.endpoint(), second.endpoint());
  }

  void objects(String path, Json.Obj first, Json.Obj second) {
    TreeSet<String> names = new TreeSet<>();
    for (Json.Obj object : List.of(first, second)) {
      for (int i = 0; i < object.size(); i++) {
        names.add(object.name(i));
      }
    }
    for (String name : names) {
      values(path.isEmpty() ? name : path + "." + name, first.get(name), second.get(name));
    }
  }

  private void texts(String path, String first, String second) {
    values(path, Optional.of(new Json.Text(first)), Optional.of(new Json.Text(second)));
  }

  private void arrays(String path, List<Json> first, List<Json> second) {
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      values(path + "[" + i + "]", item(first, i), item(second, i));
    }
  }

  private void values(String path, Optional<Json> first, Optional<Json> second) {
    if (found.size() >= WhyMiss.MAX_DIFFERENCES) {
      return;
    }
    Json one = first.orElse(Json.Null.NULL);
    Json other = second.orElse(Json.Null.NULL);
    if (one instanceof Json.Obj a && other instanceof Json.Obj b) {
      objects(path, a, b);
      return;
    }
    if (one instanceof Json.Arr a && other instanceof Json.Arr b) {
      arrays(path, a.items(), b.items());
      return;
    }
    Optional<String> textOne = first.map(Comparison::canonical);
    Optional<String> textOther = second.map(Comparison::canonical);
    if (!textOne.equals(textOther)) {
      int from = Math.max(0, commonLength(textOne.orElse(""), textOther.orElse("")) - LEAD_IN);
      found.add(
          new Difference(
              path,
              textOne.map(text -> shorten(text, from)),
              textOther.map(text -> shorten(text, from))));
    }
  }

  private static Optional<Json> item(List<Json> items, int index) {
    return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
  }

  private static String canonical(Json value) {
    JsonBytes out = new JsonBytes(64);
    new CanonicalForm(out).append(value);
    return out.toString();
  }

  private static int commonLength(String first, String second) {
    int length = 0;
    while (length < Math.min(first.length(), second.length())
        && first.charAt(length) == second.charAt(length)) {
      length++;
    }
    return length;
  }

  /// A long text is shown from a little before the place where it parts from the other.
  private static String shorten(String text, int from) {
    if (text.length() <= MAX_SHOWN) {
      return text;
    }
    int start = whole(text, Math.min(from, text.length() - MAX_SHOWN));
    int end = whole(text, start + MAX_SHOWN);
    return (start > 0 ? "…" : "")
        + text.substring(start, end)
        + (end < text.length() ? "…" : "")
        + " ("
        + text.length()
        + " characters)";
  }

  /// The index, or the one before it when it would cut a pair of surrogates.
  private static int whole(String text, int index) {
    boolean cutsPair =
        index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return cutsPair ? index - 1 : index;
  }
}
