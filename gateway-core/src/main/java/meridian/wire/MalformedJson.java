package meridian.wire;

/// The bytes are not the JSON that the gateway accepts. Its message says where, what was expected
/// and what was found, and quotes no more of the document than one token. It is one line.
public final class MalformedJson extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  MalformedJson(String problem, long offset, int line, int column) {
    super(
        "%s (line %d, column %d, byte %d)"
            .formatted(problem.replace('\n', ' '), line, column, offset));
    this.offset = offset;
  }

  /// Where reading stopped, in bytes from the start of the document.
  public long offset() {
    return offset;
  }
}
