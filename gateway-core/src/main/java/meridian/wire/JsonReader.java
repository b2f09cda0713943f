package meridian.wire;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import meridian.Json;

/// Reads UTF-8 bytes into a [Json] tree, keeping member order and the exact text of numbers.
///
/// What two programs could read differently is refused, because an edge and an origin that read
/// differently would answer one request with another's answer: a name twice in one object, a lone
/// surrogate (raw or escaped), bytes that are not UTF-8, a byte order mark, anything after the
/// value.
///
/// Safe for any number of threads. Buffers come from a pool of at most [#POOLED_BUFFERS]; beyond
/// that they are made and dropped.
public final class JsonReader {
  /// Arrays and objects may nest this deep.
  public static final int MAX_DEPTH = 64;

  /// A number's text may be this long, in characters.
  public static final int MAX_NUMBER_LENGTH = 400;

  /// An object may have this many members.
  public static final int MAX_MEMBERS = 4096;

  /// A member's name may be this long, in characters.
  public static final int MAX_NAME_LENGTH = 1024;

  /// A document may be this long, in bytes; whoever takes it from the network sets a lower bound.
  public static final int MAX_BYTES = 64 << 20;

  /// Jackson counts a name in bytes of its own table, so it only keeps names from growing; the
  /// exact bound is checked on the name itself.
  private static final int ROUGH_NAME_LENGTH = 8 * MAX_NAME_LENGTH;

  private static final int POOLED_BUFFERS = 64;

  /// Up to here a name is compared with each one before it; beyond, with a set of them.
  private static final int FEW_MEMBERS = 16;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
          .errorReportConfiguration(
              ErrorReportConfiguration.builder().maxErrorTokenLength(24).build())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(ROUGH_NAME_LENGTH)
                  .maxStringLength(MAX_BYTES)
                  .maxDocumentLength(MAX_BYTES)
                  .build())
          .build();

  private final JsonParser parser;
  private final boolean checksSurrogates;
  private String[] names = new String[FEW_MEMBERS];
  private Json[] values = new Json[FEW_MEMBERS];
  private int top;

  private JsonReader(JsonParser parser, boolean checksSurrogates) {
    this.parser = parser;
    this.checksSurrogates = checksSurrogates;
  }

  /// The value that `utf8` is the text of.
  public static Json read(byte[] utf8) throws MalformedJson {
    return read(utf8, true);
  }

  /// The value that `utf8` is the text of; absent when it is refused.
  public static Optional<Json> tryRead(byte[] utf8) {
    try {
      return Optional.of(read(utf8));
    } catch (MalformedJson refused) {
      return Optional.empty();
    }
  }

  /// The value that a provider's answer is the text of: as [#read(byte\[\])], but a lone surrogate
  /// written as an escape is kept, since a stream may be cut between the halves of a pair.
  public static Json readAnswer(byte[] utf8) throws MalformedJson {
    return read(utf8, false);
  }

  /// The object that `utf8` is the text of.
  public static Json.Obj readObject(byte[] utf8) throws MalformedJson {
    if (read(utf8) instanceof Json.Obj object) {
      return object;
    }
    throw new MalformedJson("Expected a JSON object, found another JSON value", 0, 1, 1);
  }

  private static Json read(byte[] utf8, boolean refusesLoneSurrogates) throws MalformedJson {
    if (utf8.length > MAX_BYTES) {
      throw new MalformedJson(
          "Expected a document of at most %d bytes, found %d".formatted(MAX_BYTES, utf8.length),
          0,
          1,
          1);
    }
    if (utf8.length == 0) {
      throw new MalformedJson("Expected a JSON value, found nothing", 0, 1, 1);
    }
    boolean mayHaveEscapes = StrictUtf8.check(utf8);
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return new JsonReader(parser, mayHaveEscapes && refusesLoneSurrogates).document();
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw at == null
          ? new MalformedJson(inOurWords(e), 0, 1, 1)
          : new MalformedJson(
              inOurWords(e), Math.max(0, at.getByteOffset()), at.getLineNr(), at.getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array cannot fail", e);
    }
  }

  /// What is wrong, without what only a reader of Jackson's sources understands.
  private static String inOurWords(JacksonException problem) {
    if (problem instanceof StreamConstraintsException bound
        && bound.getOriginalMessage().startsWith("Document nesting depth")) {
      return "Expected arrays and objects at most %d deep, found more".formatted(MAX_DEPTH);
    }
    if (problem instanceof JsonEOFException) {
      return "Expected the JSON text to be complete, found its end too early";
    }
    return problem.getOriginalMessage();
  }

  private Json document() throws IOException, MalformedJson {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw problem("Expected a JSON value, found only blanks");
    }
    Json value = value(first);
    if (parser.nextToken() != null) {
      throw problem("Expected the end of the document, found more after the value");
    }
    return value;
  }

  private Json value(JsonToken token) throws IOException, MalformedJson {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.Text(text("string"));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> Json.Bool.TRUE;
      case VALUE_FALSE -> Json.Bool.FALSE;
      case VALUE_NULL -> Json.Null.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw problem("Expected a JSON value, found " + token);
    };
  }

  /// Members are collected on one stack for the whole document, so that each object costs two
  /// arrays of just its size.
  private Json.Obj object() throws IOException, MalformedJson {
    int from = top;
    Set<String> seen = Set.of();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String name = parser.currentName();
      if (name.length() > MAX_NAME_LENGTH) {
        throw problem("Expected names of at most %d characters".formatted(MAX_NAME_LENGTH));
      }
      if (checksSurrogates) {
        checkSurrogates(name, "name");
      }
      int members = top - from;
      if (members == FEW_MEMBERS) {
        seen = new HashSet<>(Arrays.asList(names).subList(from, top));
      }
      if (members < FEW_MEMBERS ? isAmong(name, from) : !seen.add(name)) {
        throw problem("Expected each name once in an object, found one twice");
      }
      if (members == MAX_MEMBERS) {
        throw problem("Expected at most %d members in an object".formatted(MAX_MEMBERS));
      }
      Json value = value(parser.nextToken());
      push(name, value);
    }
    Json.Obj object = Json.Obj.of(names, values, from, top);
    top = from;
    return object;
  }

  private Json.Arr array() throws IOException, MalformedJson {
    int from = top;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      push("", value(token));
    }
    Json.Arr array = new Json.Arr(Arrays.asList(values).subList(from, top));
    top = from;
    return array;
  }

  private Json.Num number() throws IOException, MalformedJson {
    String text = parser.getText();
    if (text.length() > MAX_NUMBER_LENGTH) {
      throw problem(
          "Expected a number of at most %d characters, found %d"
              .formatted(MAX_NUMBER_LENGTH, text.length()));
    }
    return new Json.Num(text);
  }

  private String text(String what) throws IOException, MalformedJson {
    String text = parser.getText();
    if (checksSurrogates) {
      checkSurrogates(text, what);
    }
    return text;
  }

  private void checkSurrogates(String text, String what) throws MalformedJson {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      boolean isLone =
          Character.isHighSurrogate(c)
              ? i == text.length() || !Character.isLowSurrogate(text.charAt(i++))
              : Character.isLowSurrogate(c);
      if (isLone) {
        throw problem(
            "Expected surrogates in pairs, found a lone \\u%04x in a %s".formatted((int) c, what));
      }
    }
  }

  private boolean isAmong(String name, int from) {
    for (int i = from; i < top; i++) {
      if (names[i].equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void push(String name, Json value) {
    if (top == values.length) {
      names = Arrays.copyOf(names, 2 * top);
      values = Arrays.copyOf(values, 2 * top);
    }
    names[top] = name;
    values[top++] = value;
  }

  private MalformedJson problem(String what) {
    JsonLocation at = parser.currentTokenLocation();
    return new MalformedJson(
        what, Math.max(0, at.getByteOffset()), at.getLineNr(), Math.max(1, at.getColumnNr()));
  }
}
