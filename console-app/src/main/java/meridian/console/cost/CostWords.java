package meridian.console.cost;

/// What the Cost room says.
final class CostWords {
  static final String EMPTY = "Nothing has been asked yet";
  static final String EMPTY_HOW =
      "Spend, savings and advice are computed from traffic. Start some, or point a client here.";
  static final String TRAFFIC = "Go to Traffic";
  static final String MIXED =
      "This gateway has real and modelled providers. Their money is never added up: see the rows"
          + " below.";
  static final String CHART = "mean of 30 s, per hour";
  static final String ROWS =
      "booked: an edge hit counts when its PoP has handed it on, within 30 s";
  static final String EDGE =
      "list prices beyond what is included; CPU time and stored bytes left out";
  static final String BREAK_EVEN =
      "what a million requests leave, by exact-hit rate: h·v − f − (1 − h)·a·w";
  static final String ADVICE = "computed from the traffic seen so far; open one for its arithmetic";
  static final String ASSUMPTIONS = "What no traffic shows (edit it)";
  static final String NOTHING = "nothing booked yet";
  static final String NO_MONTH = "not enough traffic yet";

  private CostWords() {}
}
