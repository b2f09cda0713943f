package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `--set path.to.field=value`, applied to the tree before anything is checked, so that it can
/// reach every field and is checked like the file.
///
/// The value is YAML: `5m`, `[BOM,SIN]`, `{mode: off}`. An index equal to a list's length appends.
///
/// @param path where
/// @param value what, marked as set
record SetArgument(FieldPath path, Node value) {
  private static final Pattern STEP =
      Pattern.compile(
          "(?<dot>\\.?)(?<name>[A-Za-z0-9_-]+)|\\[(?<index>\\d{1,4})]|\\[\"(?<quoted>[^\"]+)\"]");

  /// Reads `argument`; empty when it made no sense, which `problems` then says.
  static Optional<SetArgument> parse(String argument, Problems problems) {
    int equals = argument.indexOf('=');
    String pathText = equals < 0 ? argument : argument.substring(0, equals);
    Mark mark = new Mark.InSet(pathText);
    Optional<FieldPath> path = path(pathText);
    if (equals < 0 || path.isEmpty()) {
      problems.add(
          mark,
          "",
          "expected path.to.field=value, found %s; write for example --set edge.burst=100"
              .formatted(equals < 0 ? "no '='" : "a path that is none"));
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SetArgument(
              path.get(), YamlTree.ofValue(argument.substring(equals + 1), mark, problems)));
    } catch (Malformed e) {
      problems.add(mark, path.get().text(), e.text());
      return Optional.empty();
    }
  }

  private static Optional<FieldPath> path(String text) {
    List<FieldPath.Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return Optional.empty();
      }
      if (matcher.group("name") != null) {
        boolean isFirst = at == 0;
        if (isFirst == matcher.group("dot").equals(".")) {
          return Optional.empty();
        }
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(steps));
  }

  private static FieldPath.Step step(Matcher matcher) {
    String index = matcher.group("index");
    if (index != null) {
      return new FieldPath.Step.Index(Integer.parseInt(index));
    }
    String name = matcher.group("name");
    return new FieldPath.Step.Name(name != null ? name : matcher.group("quoted"));
  }

  /// `root` with this value in its place; `root` itself when that place cannot be, which `problems`
  /// then says.
  Node apply(Node root, Problems problems) {
    return replace(root, 0, FieldPath.ROOT, problems);
  }

  private Node replace(Node node, int depth, FieldPath at, Problems problems) {
    if (depth == path.steps().size()) {
      return value;
    }
    return switch (path.steps().get(depth)) {
      case FieldPath.Step.Name name -> replaceField(node, name.name(), depth, at, problems);
      case FieldPath.Step.Index index -> replaceItem(node, index.index(), depth, at, problems);
    };
  }

  private Node replaceField(Node node, String name, int depth, FieldPath at, Problems problems) {
    if (!(node instanceof Node.Fields) && !isNothing(node)) {
      return refuse(
          node,
          at,
          "expected a mapping to set '%s' in, found %s; correct the path"
              .formatted(name, node.kind()),
          problems);
    }
    List<Node.Entry> entries =
        new ArrayList<>(node instanceof Node.Fields fields ? fields.entries() : List.of());
    FieldPath own = at.field(name);
    for (int i = 0; i < entries.size(); i++) {
      Node.Entry entry = entries.get(i);
      if (entry.name().equals(name)) {
        entries.set(
            i,
            new Node.Entry(entry.mark(), name, replace(entry.value(), depth + 1, own, problems)));
        return new Node.Fields(node.mark(), entries);
      }
    }
    entries.add(new Node.Entry(value.mark(), name, replace(nothing(), depth + 1, own, problems)));
    return new Node.Fields(node.mark(), entries);
  }

  private Node replaceItem(Node node, int index, int depth, FieldPath at, Problems problems) {
    if (!(node instanceof Node.Items) && !isNothing(node)) {
      return refuse(
          node,
          at,
          "expected a list to set item %d of, found %s; correct the path"
              .formatted(index, node.kind()),
          problems);
    }
    List<Node> items = new ArrayList<>(node instanceof Node.Items list ? list.items() : List.of());
    if (index > items.size()) {
      return refuse(
          node,
          at,
          "expected an item from 0 to %d (which appends), found %d; correct the path"
              .formatted(items.size(), index),
          problems);
    }
    FieldPath own = at.item(index);
    if (index == items.size()) {
      items.add(replace(nothing(), depth + 1, own, problems));
    } else {
      items.set(index, replace(items.get(index), depth + 1, own, problems));
    }
    return new Node.Items(node.mark(), items);
  }

  private Node refuse(Node node, FieldPath at, String message, Problems problems) {
    problems.add(value.mark(), at.text(), message);
    return node;
  }

  private Node nothing() {
    return new Node.Scalar(value.mark(), "", true);
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNothing();
  }
}
