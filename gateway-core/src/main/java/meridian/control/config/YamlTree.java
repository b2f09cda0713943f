package meridian.control.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML 1.2 into [Node]s.
///
/// It takes the engine's events rather than its node graph, because the graph is composed
/// recursively: a megabyte of `[` would overflow the stack. Here depth, and what aliases repeat,
/// are bounded; no type is ever guessed and no tag obeyed.
final class YamlTree {
  /// The longest text, in characters: 1 MiB.
  static final int MAX_CHARACTERS = 1 << 20;

  /// Values may nest this deep.
  static final int MAX_DEPTH = 32;

  /// Values a text may have, repeated ones counted each time.
  static final int MAX_NODES = 20_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS + 1).build();

  private final Iterator<Event> events;
  private final Function<Event, Mark> marks;
  private final Problems problems;
  private final Map<String, Node> anchors = new LinkedHashMap<>();
  private int nodes;

  private YamlTree(Iterator<Event> events, Function<Event, Mark> marks, Problems problems) {
    this.events = events;
    this.marks = marks;
    this.problems = problems;
  }

  /// The tree of a file's text; empty for a file without a value. Names that stand twice are
  /// reported to `problems` and dropped.
  static Optional<Node> ofFile(String text, Problems problems) throws Malformed {
    return read(text, YamlTree::mark, problems);
  }

  /// The tree of a value that stands at `mark`; empty text is an empty value.
  static Node ofValue(String text, Mark mark, Problems problems) throws Malformed {
    return read(text, _ -> mark, problems).orElse(new Node.Scalar(mark, "", true));
  }

  private static Optional<Node> read(String text, Function<Event, Mark> marks, Problems problems)
      throws Malformed {
    if (text.length() > MAX_CHARACTERS) {
      throw new Malformed(
          Mark.START,
          "expected at most %d characters, found %d; split what does not belong here off"
              .formatted(MAX_CHARACTERS, text.length()));
    }
    try {
      return new YamlTree(
              new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)), marks, problems)
          .document();
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().map(at -> inFile(at)).orElse(Mark.START);
      throw new Malformed(
          mark,
          "expected YAML, found something else: "
              + oneLine(e.getProblem())
              + "; quote it or indent it");
    } catch (YamlEngineException e) {
      throw new Malformed(
          Mark.START,
          "expected YAML, found something else: " + oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Optional<Node> document() throws Malformed {
    Optional<Node> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd -> {
          if (root.isPresent()) {
            throw new Malformed(
                marks.apply(event),
                "expected one document, found a second; remove it and the '---' before it");
          }
          root = Optional.of(value(event, 0, FieldPath.ROOT));
        }
      }
    }
    return root;
  }

  private Node value(Event event, int depth, FieldPath path) throws Malformed {
    Mark mark = marks.apply(event);
    if (depth > MAX_DEPTH) {
      throw new Malformed(
          mark, "expected at most " + MAX_DEPTH + " levels, found more; remove a level");
    }
    Node node =
        switch (event) {
          case ScalarEvent scalar -> new Node.Scalar(mark, scalar.getValue(), scalar.isPlain());
          case AliasEvent alias -> aliased(alias, mark);
          case SequenceStartEvent _ -> items(mark, depth, path);
          case MappingStartEvent _ -> fields(mark, depth, path);
          default -> throw new IllegalStateException("no value begins with " + event);
        };
    nodes += event instanceof AliasEvent ? node.size() : 1;
    if (nodes > MAX_NODES) {
      throw new Malformed(
          mark,
          "expected at most %d values with what aliases repeat, found more; write less"
              .formatted(MAX_NODES));
    }
    if (!(event instanceof AliasEvent) && event instanceof NodeEvent named) {
      named.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    }
    return node;
  }

  private Node aliased(AliasEvent alias, Mark mark) throws Malformed {
    Node node = anchors.get(alias.getAlias().getValue());
    if (node == null) {
      throw new Malformed(
          mark,
          "expected an anchor '&%1$s' before '*%1$s', found none that is complete; define it first"
              .formatted(alias.getAlias().getValue()));
    }
    return node;
  }

  private Node.Items items(Mark mark, int depth, FieldPath path) throws Malformed {
    List<Node> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(value(event, depth + 1, path.item(items.size())));
    }
    return new Node.Items(mark, items);
  }

  private Node.Fields fields(Mark mark, int depth, FieldPath path) throws Malformed {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Mark at = marks.apply(event);
      if (!(event instanceof ScalarEvent name)) {
        throw new Malformed(at, "expected a name, found a list, mapping or alias; write a name");
      }
      FieldPath own = path.field(name.getValue());
      Node value = value(next(), depth + 1, own);
      Node.Entry first =
          entries.putIfAbsent(name.getValue(), new Node.Entry(at, name.getValue(), value));
      if (first != null) {
        problems.add(
            at,
            own.text(),
            "expected each name once, found it again (first %s); remove one"
                .formatted(words(first.mark())));
      }
    }
    return new Node.Fields(mark, List.copyOf(entries.values()));
  }

  private Event next() {
    Event event = events.next();
    while (event.getEventId() == Event.ID.Comment) {
      event = events.next();
    }
    return event;
  }

  private static String words(Mark mark) {
    return switch (mark) {
      case Mark.InFile at -> "in line " + at.line();
      case Mark.InSet _, Mark.InDefaults _ -> "in the same value";
    };
  }

  private static Mark mark(Event event) {
    return event.getStartMark().map(YamlTree::inFile).orElse(Mark.START);
  }

  private static Mark inFile(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return new Mark.InFile(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
