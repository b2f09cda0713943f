package meridian.live.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import meridian.semantic.UnitVector;

/// The sentence-transformer all-MiniLM-L6-v2 with weights of 8 bits: 384 numbers for a text, the
/// mean over its word pieces' outputs.
///
/// Loaded from the class path or module path, where its jar has it beside its vocabulary. One call
/// runs on the thread that makes it; any number may at once. [#close] waits for those under way,
/// because native code that loses its memory takes the process with it.
final class MiniLm implements AutoCloseable {
  /// As the model's own card names it, and how its weights are kept.
  static final String NAME = "all-minilm-l6-v2-q";

  static final int DIMENSION = 384;

  /// Most word pieces of a text, the two marks included: what its authors fixed it to.
  static final int MOST_PIECES = 256;

  private static final String MODEL = "all-minilm-l6-v2-q.onnx";
  private static final String VOCABULARY = "all-minilm-l6-v2-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces pieces;

  /// Held for reading while native code runs, for writing while its memory is given back.
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();

  private boolean isClosed;

  private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
  }

  /// Reads and prepares the model: about a second and 100 MB. One text is embedded at once: the
  /// first takes many times as long as any later one.
  static MiniLm load() throws IOException {
    WordPieces pieces = new WordPieces(vocabulary(resource(VOCABULARY)));
    byte[] model = resource(MODEL);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      MiniLm loaded = new MiniLm(environment, environment.createSession(model, options), pieces);
      loaded.embed(List.of(pieces.of("warm up", MOST_PIECES).orElseThrow()));
      return loaded;
    } catch (OrtException | LinkageError e) {
      throw new IOException("ONNX Runtime cannot open " + MODEL + ": " + e.getMessage(), e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("expected " + name + " among the libraries, found none");
      }
      return in.readAllBytes();
    }
  }

  /// The object `model.vocab` of a tokeniser's file.
  private static Map<String, Integer> vocabulary(byte[] file) throws IOException {
    Map<String, Integer> numbers = new HashMap<>(65_536);
    try (JsonParser parser = new JsonFactory().createParser(file)) {
      boolean isThere = false;
      while (!isThere && parser.nextToken() != null) {
        isThere = parser.hasToken(JsonToken.FIELD_NAME) && parser.currentName().equals("vocab");
      }
      parser.nextToken();
      while (isThere && parser.nextToken() == JsonToken.FIELD_NAME) {
        String piece = parser.currentName();
        parser.nextToken();
        numbers.put(piece, parser.getIntValue());
      }
    }
    return numbers;
  }

  /// The word pieces of `text`; empty when it is too long.
  Optional<long[]> pieces(String text) {
    return pieces.of(text, MOST_PIECES);
  }

  /// The directions of several texts, in their order. Short ones are padded to the longest, so
  /// texts of one length go best together.
  ///
  /// @throws IllegalStateException when the model was closed
  List<UnitVector> embed(List<long[]> texts) throws OrtException {
    inUse.readLock().lock();
    try {
      if (isClosed) {
        throw new IllegalStateException("expected an open embedding model, found it closed");
      }
      return run(texts);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private List<UnitVector> run(List<long[]> texts) throws OrtException {
    int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
    int size = texts.size() * longest;
    long[] ids = new long[size];
    long[] mask = new long[size];
    for (int i = 0; i < texts.size(); i++) {
      long[] text = texts.get(i);
      System.arraycopy(text, 0, ids, i * longest, text.length);
      Arrays.fill(mask, i * longest, i * longest + text.length, 1L);
    }
    long[] shape = {texts.size(), longest};
    try (OnnxTensor idTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typeTensor = tensor(new long[size], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      FloatBuffer outputs = ((OnnxTensor) result.get(0)).getFloatBuffer();
      return means(outputs, texts, longest);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static List<UnitVector> means(FloatBuffer outputs, List<long[]> texts, int longest) {
    UnitVector[] all = new UnitVector[texts.size()];
    for (int i = 0; i < all.length; i++) {
      float[] sum = new float[DIMENSION];
      for (int piece = 0; piece < texts.get(i).length; piece++) {
        int at = (i * longest + piece) * DIMENSION;
        for (int d = 0; d < DIMENSION; d++) {
          sum[d] += outputs.get(at + d);
        }
      }
      all[i] = UnitVector.of(sum);
    }
    return List.of(all);
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (!isClosed) {
        isClosed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("closing " + MODEL, e);
    } finally {
      inUse.writeLock().unlock();
    }
  }
}
