package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.live.time.SystemWorld;
import meridian.provider.Provider;
import meridian.time.Deadline;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;
import org.junit.jupiter.api.AfterEach;

/// Real clients of loopback servers that misbehave on purpose. Long deadlines never pass in these
/// tests; short ones are only ever waited for.
abstract class ProviderBed {
  static final String SECRET = "sk-test-do-not-show";
  static final Duration SHORT = Duration.ofMillis(150);
  static final Duration LONG = Duration.ofSeconds(30);

  /// OpenAI's chunks: one with a piece of text for `@`, the last, and the counts.
  static final String CHUNK =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':"
          + "[{'index':0,'delta':{'content':'@'},'finish_reason':null}]}";

  static final String LAST =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':"
          + "[{'index':0,'delta':{},'finish_reason':'stop'}]}";
  static final String USAGE =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':[],"
          + "'usage':{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11}}";

  final SystemWorld world = new SystemWorld();
  private final Dialect dialect;
  private final List<AutoCloseable> open = new ArrayList<>();

  ProviderBed(Dialect dialect) {
    this.dialect = dialect;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    world.close();
  }

  static void endAtOnce(ScriptedServer.Wire wire) throws IOException {
    wire.beginStream();
    wire.send(data(CHUNK) + data(LAST) + "data: [DONE]\n\n");
  }

  static final class Read {
    final ChunkAssembler chunks = new ChunkAssembler(1 << 20);
    Optional<Provider.Piece.Whole> whole = Optional.empty();
    Provider.Piece end = new Provider.Piece.Done();
    meridian.StageTimes times = meridian.StageTimes.NONE;

    String text() {
      Json.Obj choice = (Json.Obj) chunks.completion().body().items("choices").getFirst();
      return choice.object("message").flatMap(message -> message.text("content")).orElseThrow();
    }
  }

  Read read(Provider provider, ChatRequest request) {
    Provider.Answer answer = provider.open(request, in(LONG));
    assertThat(answer).isInstanceOf(Provider.Answer.Answering.class);
    Read read = new Read();
    try (Provider.Stream stream = ((Provider.Answer.Answering) answer).stream()) {
      while (true) {
        Provider.Piece piece = stream.next(in(LONG));
        switch (piece) {
          case Provider.Piece.Chunk chunk -> read.chunks.add(chunk.chunk(), chunk.sizeBytes());
          case Provider.Piece.Whole all -> read.whole = Optional.of(all);
          case Provider.Piece.Done _, Provider.Piece.Broken _ -> {
            read.end = piece;
            read.times = stream.times();
            return read;
          }
        }
      }
    }
  }

  Refusal refusal(Provider provider, ChatRequest request) {
    Provider.Answer answer = provider.open(request, in(LONG));
    assertThat(answer).isInstanceOf(Provider.Answer.Refusing.class);
    return ((Provider.Answer.Refusing) answer).refusal();
  }

  static void assertBroken(Read read, int status, String code) {
    assertThat(read.end)
        .isInstanceOfSatisfying(
            Provider.Piece.Broken.class,
            broken -> {
              assertThat(broken.refusal().status()).isEqualTo(status);
              assertThat(broken.refusal().code()).isEqualTo(code);
            });
  }

  Deadline in(Duration wait) {
    return Deadline.in(wait, world.nanos());
  }

  ScriptedServer server(ScriptedServer.Script script) {
    ScriptedServer server = new ScriptedServer(script);
    open.add(server);
    return server;
  }

  Provider provider(ScriptedServer.Script script) {
    return provider(server(script), LONG);
  }

  Provider provider(ScriptedServer server, Duration patience) {
    return provider(server.baseUrl(), patience);
  }

  Provider provider(URI url, Duration patience) {
    return provider(url, patience, List.of(SECRET));
  }

  /// A provider whose keys are `secrets`.
  Provider provider(URI url, Duration patience, List<String> secrets) {
    HttpTarget.Limits usual = HttpTarget.Limits.USUAL;
    HttpTarget.Limits limits =
        new HttpTarget.Limits(
            LONG, patience, patience, LONG, usual.maxAnswerBytes(), usual.maxEventBytes());
    List<ProviderKey> keys =
        secrets.stream()
            .map(secret -> ProviderKey.fromEnvironment("KEY", _ -> Optional.of(secret)))
            .toList();
    HttpProvider provider =
        new HttpProvider(
            new HttpTarget("test/loopback", url, keys, limits), dialect, "meridian/test", world);
    open.add(provider);
    return provider;
  }

  static ChatRequest streamed() {
    return new ChatRequest(parsed("{'model':'m','messages':[]}"), "m", true, true);
  }

  static ChatRequest whole() {
    return new ChatRequest(parsed("{'model':'m','messages':[]}"), "m", false, false);
  }

  static String data(String event) {
    return "data: " + json(event) + "\n\n";
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static Json.Obj parsed(String text) {
    try {
      return JsonReader.readObject(json(text).getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new AssertionError(text, e);
    }
  }
}
