package meridian.seeds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.provider.Provider;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.JsonWriter;

/// A provider that does what a test says: answers with numbered words at a fixed pace, refuses, or
/// breaks off.
final class ScriptedProvider implements Provider {
  static final Duration FIRST_TOKEN = Duration.ofMillis(500);
  static final Duration BETWEEN_TOKENS = Duration.ofMillis(20);
  static final int WORDS = 10;

  private final String target;
  private final WorldClock clock;
  private final List<Long> openedNanos = new ArrayList<>();
  private int running;
  private int mostRunning;
  private Optional<Refusal> refusal = Optional.empty();
  private int breakAfterWords = Integer.MAX_VALUE;
  private String finishReason = "stop";
  private boolean isModelled = true;

  ScriptedProvider(WorldClock clock) {
    this("scripted/test", clock);
  }

  ScriptedProvider(String target, WorldClock clock) {
    this.target = target;
    this.clock = clock;
  }

  int calls() {
    return openedNanos.size();
  }

  int mostAtOnce() {
    return mostRunning;
  }

  int running() {
    return running;
  }

  void refuse(Refusal with) {
    refusal = Optional.of(with);
  }

  void answerAgain() {
    refusal = Optional.empty();
    breakAfterWords = Integer.MAX_VALUE;
  }

  void breakAfter(int words) {
    breakAfterWords = words;
  }

  void finishWith(String reason) {
    finishReason = reason;
  }

  /// From now on says that its answers are a real provider's.
  void real() {
    isModelled = false;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public boolean isModelled() {
    return isModelled;
  }

  @Override
  public Answer open(ChatRequest request, Deadline deadline) {
    openedNanos.add(clock.nanos());
    if (refusal.isPresent()) {
      clock.sleepUntil(clock.nanos() + 1_000_000);
      long[] spent = new long[Stage.COUNT];
      spent[Stage.PROVIDER_NETWORK.ordinal()] = 1_000_000;
      return new Answer.Refusing(refusal.get(), StageTimes.of(spent));
    }
    running++;
    mostRunning = Math.max(mostRunning, running);
    int call = openedNanos.size();
    return new Answer.Answering(new Words(request, call));
  }

  /// The answer's text for the `call`-th call, from 1.
  static String text(int call) {
    StringBuilder text = new StringBuilder("answer " + call + ":");
    for (int word = 1; word < WORDS; word++) {
      text.append(" w").append(word);
    }
    return text.toString();
  }

  private final class Words implements Stream {
    private final ChatRequest request;
    private final int call;
    private final long[] nanos = new long[Stage.COUNT];
    private int sent;
    private boolean isClosed;

    Words(ChatRequest request, int call) {
      this.request = request;
      this.call = call;
    }

    @Override
    public Piece next(Deadline deadline) {
      Stage stage = sent == 0 ? Stage.PROVIDER_TTFT : Stage.PROVIDER_STREAM;
      long from = clock.nanos();
      clock.sleepUntil(from + (sent == 0 ? FIRST_TOKEN : BETWEEN_TOKENS).toNanos());
      nanos[stage.ordinal()] += clock.nanos() - from;
      if (sent >= breakAfterWords) {
        return new Piece.Broken(
            Refusal.passing(502, "server_error", "provider_broke_off", "broke off"),
            Optional.empty());
      }
      if (!request.isStreamed()) {
        sent = WORDS;
        Completion whole = new Completion(body(), new TokenUsage(12, 0, WORDS));
        return new Piece.Whole(whole, JsonWriter.sizeBytes(whole.body()));
      }
      if (sent > WORDS + 1) {
        return new Piece.Done();
      }
      Json.Obj chunk = chunk(sent++);
      return new Piece.Chunk(chunk, JsonWriter.sizeBytes(chunk));
    }

    private Json.Obj chunk(int index) {
      if (index > WORDS) {
        return head("chat.completion.chunk")
            .with("choices", new Json.Arr(List.of()))
            .with("usage", usage());
      }
      Json.Obj delta = Json.Obj.empty();
      if (index == 0) {
        delta = delta.with("role", "assistant").with("content", "answer " + call + ":");
      } else if (index < WORDS) {
        delta = delta.with("content", " w" + index);
      }
      Json finish = index == WORDS ? new Json.Text(finishReason) : Json.Null.NULL;
      Json.Obj choice =
          Json.Obj.empty().with("index", 0).with("delta", delta).with("finish_reason", finish);
      return head("chat.completion.chunk").with("choices", new Json.Arr(List.of(choice)));
    }

    private Json.Obj body() {
      Json.Obj message = Json.Obj.empty().with("role", "assistant").with("content", text(call));
      Json.Obj choice =
          Json.Obj.empty()
              .with("index", 0)
              .with("message", message)
              .with("finish_reason", finishReason);
      return head("chat.completion")
          .with("choices", new Json.Arr(List.of(choice)))
          .with("usage", usage());
    }

    private Json.Obj head(String object) {
      return Json.Obj.empty()
          .with("id", "chatcmpl-" + call)
          .with("object", object)
          .with("created", 1_700_000_000L)
          .with("model", request.model());
    }

    private Json.Obj usage() {
      return Json.Obj.empty()
          .with("prompt_tokens", 12)
          .with("completion_tokens", WORDS)
          .with("total_tokens", 12 + WORDS);
    }

    @Override
    public StageTimes times() {
      return StageTimes.of(nanos.clone());
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        running--;
      }
    }
  }
}
