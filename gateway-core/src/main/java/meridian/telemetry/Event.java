package meridian.telemetry;

import java.util.List;
import java.util.Optional;
import meridian.Booking;
import meridian.Change;
import meridian.KeyId;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.UsageRecord;

/// Something that happened in the gateway.
public sealed interface Event {

  /// When it happened, nanoseconds since the epoch.
  long atNanos();

  /// A request's first byte arrived.
  ///
  /// @param id its name
  /// @param client code of the place the client sits in
  /// @param pop where it arrived
  /// @param atNanos when
  record RequestArrived(RequestId id, String client, PopId pop, long atNanos) implements Event {}

  /// A request has been answered or refused, to the last byte.
  ///
  /// @param timeline everything about it
  record RequestFinished(RequestTimeline timeline) implements Event {
    @Override
    public long atNanos() {
      return timeline.arrivedNanos() + timeline.totalNanos();
    }
  }

  /// A client left before its answer ended.
  ///
  /// @param id the request
  /// @param pop where it was served
  /// @param atNanos when the gateway noticed
  record ClientLeft(RequestId id, PopId pop, long atNanos) implements Event {}

  /// A cache was asked.
  ///
  /// @param layer `edge_kv`, `edge_key` (an API key's record in the KV), `origin_exact` or
  ///   `semantic`
  /// @param pop through which PoP
  /// @param result `hit`, `miss`, `stale`, `expired` or `error`; of the semantic cache also
  ///   `would_hit`, `near_` and `skipped_` with what it was refused or skipped for
  /// @param tookNanos how long it took
  /// @param atNanos when it answered
  record CacheAsked(String layer, PopId pop, String result, long tookNanos, long atNanos)
      implements Event {}

  /// The semantic cache was asked for a project.
  ///
  /// @param project whose
  /// @param result as of [CacheAsked]
  /// @param atNanos when it answered
  record SemanticAsked(ProjectId project, String result, long atNanos) implements Event {}

  /// The origin wrote to the KV, or was kept from it.
  ///
  /// @param kind `entry` or `key`
  /// @param result `ok`, `deferred`, `capped`, `too_large` or `error`
  /// @param sizeBytes length of the value
  /// @param atNanos when
  record KvWritten(String kind, String result, long sizeBytes, long atNanos) implements Event {}

  /// Keys were removed from the KV.
  ///
  /// @param kind `entry` or `key`
  /// @param keys how many
  /// @param atNanos when
  record KvDeleted(String kind, int keys, long atNanos) implements Event {}

  /// A written value became visible at a PoP.
  ///
  /// @param pop where
  /// @param kind `entry` or `key`
  /// @param lagNanos since the write
  /// @param atNanos when
  record KvVisible(PopId pop, String kind, long lagNanos, long atNanos) implements Event {}

  /// An answer was stored at the origin.
  ///
  /// @param cause `miss`, `refresh` or `duplicate` (another PoP's request filled the same entry
  ///   within the window)
  /// @param atNanos when
  record CacheFilled(String cause, long atNanos) implements Event {}

  /// An answer was brought to a cache that is in a server, or was not.
  ///
  /// @param layer `origin_exact`
  /// @param result `stored`, or `dropped` when the server did not take it in time
  /// @param atNanos when
  record CacheStored(String layer, String result, long atNanos) implements Event {}

  /// An operator revoked a key, and the origin knows it.
  ///
  /// @param key which
  /// @param atNanos when
  record KeyRevoked(KeyId key, long atNanos) implements Event {}

  /// A PoP refused a revoked key for the first time.
  ///
  /// @param pop where
  /// @param key which
  /// @param lagNanos since the revocation
  /// @param atNanos when
  record RevocationSeen(PopId pop, KeyId key, long lagNanos, long atNanos) implements Event {}

  /// A request was refused because a limit is reached.
  ///
  /// @param limit `project_requests`, `project_tokens`, `key_requests`, `key_tokens` (the origin's)
  ///   or `edge_requests`
  /// @param project whose
  /// @param key with which key
  /// @param pop where it came in
  /// @param atNanos when
  record LimitReached(String limit, ProjectId project, KeyId key, PopId pop, long atNanos)
      implements Event {}

  /// A PoP's clock and the origin's differ by more than a second.
  ///
  /// @param pop whose
  /// @param aheadNanos how far it is ahead at least, negative when it is behind
  /// @param atNanos when, by the clock that no fault moves
  record ClockSkewed(PopId pop, long aheadNanos, long atNanos) implements Event {}

  /// Edge and origin computed different fingerprints for one request.
  ///
  /// @param id the request
  /// @param pop whose fingerprint differed
  /// @param atNanos when
  record FingerprintMismatched(RequestId id, PopId pop, long atNanos) implements Event {}

  /// An origin calls a provider.
  ///
  /// @param request for which request
  /// @param fingerprint 64 hex digits, empty when the request is uncacheable
  /// @param isLeading whether identical requests wait for this call
  /// @param target the provider and its region
  /// @param region the origin's
  /// @param atNanos when
  record ProviderCalled(
      RequestId request,
      String fingerprint,
      boolean isLeading,
      String target,
      String region,
      long atNanos)
      implements Event {}

  /// A provider call is over: its answer ended or broke off, or nobody reads it any more.
  ///
  /// @param request as it began
  /// @param fingerprint as it began
  /// @param model as the client named it
  /// @param target as it began
  /// @param region as it began
  /// @param answerId the member `id` of the completion, empty when none came
  /// @param atNanos when
  record ProviderEnded(
      RequestId request,
      String fingerprint,
      String model,
      String target,
      String region,
      String answerId,
      long atNanos)
      implements Event {}

  /// An origin's calls to a provider target failed so often in a row that it sends nobody there for
  /// a while, or one is sent to see, or one was answered again; likewise a gateway's to its cache
  /// server.
  ///
  /// @param target the provider and its region, or `redis`
  /// @param region the origin's; empty for the cache server, which all of them share
  /// @param breaker how it stands from now on
  /// @param atNanos when
  record TargetChanged(String target, String region, Breaker breaker, long atNanos)
      implements Event {}

  /// A request's model has no price.
  ///
  /// @param model which
  /// @param atNanos when
  record PriceUnknown(String model, long atNanos) implements Event {}

  /// A ledger booked a line.
  ///
  /// @param line what it booked
  /// @param available what the project may still reserve from its balance after it; empty for a
  ///   project without a balance
  record Booked(Booking line, Optional<Money> available) implements Event {
    @Override
    public long atNanos() {
      return line.atNanos();
    }
  }

  /// The usage log was given the record of a served request.
  ///
  /// @param usage the record
  /// @param result `recorded`, `duplicate` or `replaced`
  /// @param region the origin's whose log it is
  /// @param atNanos when
  record UsageRecorded(UsageRecord usage, String result, String region, long atNanos)
      implements Event {}

  /// A PoP could not keep a usage record: its spool is full.
  ///
  /// @param pop where
  /// @param request whose record is lost
  /// @param atNanos when
  record UsageLost(PopId pop, RequestId request, long atNanos) implements Event {}

  /// One origin region took changes of another in.
  ///
  /// @param from whose changes
  /// @param to where
  /// @param changes how many were new
  /// @param lagNanos age of the oldest of them
  /// @param atNanos when
  record Replicated(String from, String to, int changes, long lagNanos, long atNanos)
      implements Event {}

  /// Changes of one region will never be known to the one that took over.
  ///
  /// @param region whose changes
  /// @param kind `bookings`, `keys`, `revocations` or `usage`
  /// @param changes what is lost, one or more of that kind in the order they happened; as many as
  ///   the region keeps for others
  /// @param atNanos when it was known
  record ChangesLost(String region, String kind, List<Change> changes, long atNanos)
      implements Event {
    public ChangesLost {
      changes = List.copyOf(changes);
    }

    /// How many are lost.
    public int count() {
      return changes.size();
    }
  }

  /// A standby region serves from now on, by hand of an operator. What it will never know of the
  /// other's changes up to then is told right after, as [ChangesLost].
  ///
  /// @param region which
  /// @param from the region that served before
  /// @param epoch that begins
  /// @param atNanos when
  record Promoted(String region, String from, long epoch, long atNanos) implements Event {}

  /// A region learned that another took over, and serves no more.
  ///
  /// @param region which
  /// @param epoch of the other
  /// @param atNanos when
  record Fenced(String region, long epoch, long atNanos) implements Event {}

  /// A PoP turned from an origin that did not answer to another.
  ///
  /// @param pop which
  /// @param from node that did not answer
  /// @param to node that is asked instead
  /// @param atNanos when
  record FellOver(PopId pop, String from, String to, long atNanos) implements Event {}

  /// The regions together spent more than a project's balance: the damage of naive quotas.
  ///
  /// @param project whose
  /// @param by how much more than the balance, in all
  /// @param atNanos when a region knew it
  record Overspent(ProjectId project, Money by, long atNanos) implements Event {}

  /// The HTTP server refused or cut something before it became a request.
  ///
  /// @param reason `bad_framing`, `header_too_large`, `header_timeout`, `body_timeout`,
  ///   `too_many_connections` …
  /// @param atNanos when
  record ConnectionCut(String reason, long atNanos) implements Event {}

  /// Something began to go wrong on purpose: a fault was injected. A fault that is over at once is
  /// followed by its [FaultEnded] of the same moment.
  ///
  /// @param id tells it from other faults that hold at the same time
  /// @param text what, for an operator: `link BOM → SIN cut`
  /// @param atNanos when
  record FaultBegan(String id, String text, long atNanos) implements Event {}

  /// An injected fault is over.
  ///
  /// @param id as it began
  /// @param atNanos when
  record FaultEnded(String id, long atNanos) implements Event {}

  /// A node crashed on purpose: whatever it was doing broke off and its memory is lost.
  ///
  /// @param node as the network calls it, `pop:SIN` or `origin:ap-south-1`
  /// @param atNanos when
  record NodeCrashed(String node, long atNanos) implements Event {}

  /// A node that crashed runs again.
  ///
  /// @param node as it crashed
  /// @param atNanos when
  record NodeRestarted(String node, long atNanos) implements Event {}

  /// An operator, or a scenario in an operator's place, did something.
  ///
  /// @param text what, for an operator: `caches purged: 412 answers`
  /// @param atNanos when
  record OperatorActed(String text, long atNanos) implements Event {}

  /// Another configuration is in force.
  ///
  /// @param text which fields: `edge.limit, budget.total`
  /// @param atNanos since when
  record Reconfigured(String text, long atNanos) implements Event {}

  /// Somebody knows of a raised alarm: it need not call for attention. When it is cleared and
  /// raised again, it does.
  ///
  /// @param rule which
  /// @param subject the PoP's code, or empty for the gateway
  /// @param untilNanos until when; [Long#MAX_VALUE] for as long as it is raised
  /// @param atNanos when
  record AlarmQuieted(AlarmRule rule, String subject, long untilNanos, long atNanos)
      implements Event {}
}
