package meridian.network;

import meridian.time.Deadline;

/// Calls between nodes. The only way from a PoP to an origin.
public interface Network {

  /// Lets `service` answer calls to `address`.
  void attach(Address address, Service service);

  /// Sends `envelope` from one node to another and returns at once; the reply is read piece by
  /// piece.
  ///
  /// Nothing is thrown for a network's failures: they arrive as [Delivery.Lost], at the latest when
  /// `deadline` passes.
  Reply call(Address from, Address to, Envelope envelope, Deadline deadline);

  /// Breaks off every call that `node` is answering: it crashed. Their callers learn it as soon as
  /// the news has travelled; what the node worked on is told to stop. A network that knows no
  /// crashes does nothing.
  default void breakOff(String node) {}

  /// What a node does with a call. Runs in a task of the receiving node.
  interface Service {
    /// Answers `envelope` by sending deliveries, the last of which [Delivery#isLast()].
    void serve(Envelope envelope, Outbox outbox, Deadline deadline);
  }

  /// The way back to the caller.
  interface Outbox {
    /// Sends `delivery`; false when the caller has left, so that nobody will read it.
    boolean send(Delivery delivery);

    /// Whether the caller still waits.
    boolean isOpen();
  }

  /// The pieces of an answer as they arrive.
  interface Reply extends AutoCloseable {
    /// The next piece; waits until it has been sent, not until it has travelled: see
    /// [Arrived#atNanos()].
    ///
    /// @throws IllegalStateException after the last piece
    Arrived next();

    /// Waits for the next piece until `patience` at most; says whether it is here by then. It stays
    /// for [#next].
    boolean isHereBy(Deadline patience);

    /// Connection set-up between the nodes, 0 on a warm connection; nanoseconds, known from the
    /// first [#next] on.
    long connectNanos();

    /// The envelope's way out: one-way delay and transfer; nanoseconds, known from the first
    /// [#next] on.
    long outwardNanos();

    /// Leaves: the receiving node learns it with its next send. Closing a finished reply does
    /// nothing.
    @Override
    void close();
  }

  /// A delivery and when it travelled.
  ///
  /// The reader decides when to wait: pieces overlap on the link, so a reader that forwards them
  /// adds its own delay to `atNanos` and waits once.
  ///
  /// @param delivery what was sent
  /// @param sentNanos when the other node sent it, nanoseconds since the epoch
  /// @param atNanos when it is here, nanoseconds since the epoch
  record Arrived(Delivery delivery, long sentNanos, long atNanos) {}
}
