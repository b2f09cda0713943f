package meridian.simulated;

import meridian.AnswerHead;

/// Looks at one answer as it comes to a simulated client.
public interface Viewer {
  /// Nobody.
  Viewer NONE =
      new Viewer() {
        @Override
        public boolean isLooking() {
          return false;
        }

        @Override
        public void head(int status, AnswerHead head) {}

        @Override
        public void body(byte[] piece) {}
      };

  /// Whether anybody is there: pieces need not be rendered for nobody.
  default boolean isLooking() {
    return true;
  }

  /// The response head is here.
  void head(int status, AnswerHead head);

  /// A piece of the body is here; the array may be shared: nobody may change it.
  void body(byte[] piece);
}
