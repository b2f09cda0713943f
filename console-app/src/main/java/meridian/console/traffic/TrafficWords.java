package meridian.console.traffic;

/// What the room says, apart from figures.
final class TrafficWords {
  static final String FIRST_PROMPT =
      "In two sentences: why does an edge cache make a chat application feel faster?";
  static final String NO_ATTEMPT = "Nothing sent yet";
  static final String NO_ATTEMPT_HOW =
      "Write a prompt on the left and press Ctrl+Enter. The answer, its stages and its headers"
          + " appear here.";
  static final String SENDING = "Sent; waiting for the first byte";
  static final String NO_TIMELINE =
      "The stages appear once the gateway has booked the request: at most a tenth of a second"
          + " after its last byte.";
  static final String LOST_TIMELINE =
      "This request has left the gateway's list of recent ones; its headers are below.";
  static final String READ_ONLY = "Started with --readonly: requests and traffic are switched off.";
  static final String NO_HISTORY = "Requests you send are listed here.";
  static final String ADDRESSES =
      "The front door routes by X-Meridian-Client; each PoP answers on a port of its own, too:";
  static final String NO_SHARES = "Give at least one region a share above 0.";
  static final String NO_STAGES_FAILED =
      "No stages: the request broke off before the gateway could answer it.";

  static final String ARRIVALS = "Poisson arrivals over real HTTP against the PoPs' own ports";
  static final String ARRIVALS_SIMULATED =
      "Poisson arrivals in virtual time, on top of what the scenario sends";
  static final String NO_ADDRESS = "A simulated gateway has no address";
  static final String NO_ADDRESS_HOW =
      "Its clock is virtual, so no client of the real world can reach it. Send requests from this"
          + " page, or switch to the live gateway.";

  private TrafficWords() {}
}
