package meridian.scenario;

import java.time.Duration;
import meridian.PopId;

/// Something that goes wrong, in either world: it begins, holds for a while, and ends.
///
/// Faults may overlap, also two of the same kind in the same spot; the end of one restores exactly
/// what that one took. How several add up stands with each. Places are codes of the atlas (`SIN`),
/// nodes are named as on the network (`pop:SIN`, `origin:ap-south-1`), provider targets as in the
/// router (`openai/us-east-1`).
public sealed interface Fault {

  /// Whether it is over as soon as it has begun: its duration has no meaning.
  default boolean isMomentary() {
    return switch (this) {
      case ColdStart _, KeyTableEvicted _ -> true;
      case LinkDelayed _,
          LinkJittery _,
          LinkLossy _,
          LinkCut _,
          NodeCrashed _,
          KvLagging _,
          KvFailing _,
          KvDead _,
          ProviderSlow _,
          ProviderRateLimited _,
          ProviderFailing _,
          ProviderRegionOut _,
          ProviderHanging _,
          ProviderTruncating _,
          FingerprintSkewed _,
          ClockDrifting _,
          OriginOverloaded _ ->
          false;
    };
  }

  /// Every message from one place to another takes longer. Several add up. Its end restores the
  /// delay; messages on their way keep theirs.
  ///
  /// @param fromPlace where messages leave
  /// @param toPlace where they arrive; the other direction is untouched
  /// @param extra added to each one-way trip, above 0
  record LinkDelayed(String fromPlace, String toPlace, Duration extra) implements Fault {
    public LinkDelayed {
      Require.positive("link delay", extra);
    }
  }

  /// Every message from one place to another takes longer by an amount drawn anew. Several add
  /// their means. Its end restores the jitter that the link has by itself.
  ///
  /// @param fromPlace where messages leave
  /// @param toPlace where they arrive
  /// @param mean of an exponential delay of each one-way trip, above 0
  record LinkJittery(String fromPlace, String toPlace, Duration mean) implements Fault {
    public LinkJittery {
      Require.positive("link jitter", mean);
    }
  }

  /// TCP segments from one place to another are lost and sent again: messages arrive, later.
  /// Several are independent: 1 − (1 − a)(1 − b). Its end restores the link's own loss, which is 0.
  ///
  /// @param fromPlace where messages leave
  /// @param toPlace where they arrive
  /// @param loss probability that a segment is lost, above 0 and below 1
  record LinkLossy(String fromPlace, String toPlace, double loss) implements Fault {
    public LinkLossy {
      Require.that(loss > 0 && loss < 1, "link loss", "above 0 and below 1", loss);
    }
  }

  /// Nothing gets from one place to another and nobody is told: a black hole. The other direction
  /// still carries bytes, but no connection works without its acknowledgements, so calls either way
  /// end at their deadline. Both directions are two faults. The end lets new calls through; what
  /// was swallowed is gone.
  ///
  /// @param fromPlace where messages leave
  /// @param toPlace where they no longer arrive
  record LinkCut(String fromPlace, String toPlace) implements Fault {}

  /// A node crashes: it refuses connections, whatever it was doing breaks off, and its memory is
  /// lost (a PoP's key table, limits and warmth; an origin's requests in flight and what it keeps
  /// in memory only). Durable state stays: keys, ledger, the KV. Its end is the restart.
  ///
  /// @param node `pop:SIN` or `origin:ap-south-1`
  record NodeCrashed(String node) implements Fault {}

  /// Writes take long to be seen. A write that reaches the KV's home while this holds becomes
  /// visible only `lag` later, or with the end of the fault if that is sooner; what was visible
  /// before stays. Of several the longest counts. A strong KV has no lag and is untouched.
  ///
  /// @param reach at which PoPs writes are seen late
  /// @param lag from the write until it is seen there at the earliest, above 0; the article's spike
  ///   is 30 minutes
  record KvLagging(Reach reach, Duration lag) implements Fault {
    public KvLagging {
      Require.positive("KV lag", lag);
    }
  }

  /// A share of reads and writes fails: an error, which is neither an absence nor a miss. Several
  /// are independent. Its end restores the KV's own reliability.
  ///
  /// @param reach at which PoPs reads fail, and from which places writes do
  /// @param readShare share of reads that fail, 0 to 1
  /// @param writeShare share of writes that fail, 0 to 1; one of both is above 0
  record KvFailing(Reach reach, double readShare, double writeShare) implements Fault {
    public KvFailing {
      Require.share("KV read errors", readShare);
      Require.share("KV write errors", writeShare);
      Require.that(
          readShare + writeShare > 0, "KV errors", "a share of reads or writes above 0", "none");
    }
  }

  /// Every read and every write fails, and each takes the time-out of a client that waits for it.
  /// Its end restores the KV with everything that it held.
  ///
  /// @param reach where
  record KvDead(Reach reach) implements Fault {}

  /// A provider takes longer to its first token and between tokens. Factors of several multiply.
  /// Its end restores the pace for calls that begin later; running ones keep theirs.
  ///
  /// @param target the provider and its region, `openai/us-east-1`
  /// @param factor above 1
  record ProviderSlow(String target, double factor) implements Fault {
    public ProviderSlow {
      Require.that(
          factor > 1 && factor < Double.POSITIVE_INFINITY,
          "provider slowness",
          "a factor above 1",
          factor);
    }
  }

  /// A provider refuses a share of calls with 429. With several troubles at one provider each takes
  /// its share of what the ones before let through.
  ///
  /// @param target the provider and its region
  /// @param share of calls, above 0 to 1
  /// @param retryAfter what its `Retry-After` says, 0 or more
  record ProviderRateLimited(String target, double share, Duration retryAfter) implements Fault {
    public ProviderRateLimited {
      Require.someShare("provider 429", share);
      Require.that(!retryAfter.isNegative(), "Retry-After", "0 or more", retryAfter);
    }
  }

  /// A provider answers a share of calls with 503.
  ///
  /// @param target the provider and its region
  /// @param share of calls, above 0 to 1
  record ProviderFailing(String target, double share) implements Fault {
    public ProviderFailing {
      Require.someShare("provider 5xx", share);
    }
  }

  /// A whole region of providers is out: no connection to any target there, refused after a round
  /// trip; answers that were under way break off. Its end restores all of them.
  ///
  /// @param region the cloud region, `us-east-1`
  record ProviderRegionOut(String region) implements Fault {
    public ProviderRegionOut {
      Require.that(
          region.matches("[a-z0-9-]{2,40}"),
          "provider region",
          "2 to 40 of a-z, 0-9 and '-', such as us-east-1",
          "'" + region + "'");
    }
  }

  /// A provider takes a share of calls and never answers.
  ///
  /// @param target the provider and its region
  /// @param share of calls, above 0 to 1
  record ProviderHanging(String target, double share) implements Fault {
    public ProviderHanging {
      Require.someShare("provider hangs", share);
    }
  }

  /// A provider breaks off a share of answers in the middle.
  ///
  /// @param target the provider and its region
  /// @param share of calls, above 0 to 1
  record ProviderTruncating(String target, double share) implements Fault {
    public ProviderTruncating {
      Require.someShare("provider truncation", share);
    }
  }

  /// A PoP's worker is started anew: the next request there pays the cold start. What the PoP keeps
  /// in its tables stays. Momentary; there is nothing to restore.
  ///
  /// @param pop where
  record ColdStart(PopId pop) implements Fault {}

  /// A PoP forgets its key table and must read every key anew, from the KV or the origin.
  /// Momentary; there is nothing to restore.
  ///
  /// @param pop where
  record KeyTableEvicted(PopId pop) implements Fault {}

  /// A PoP computes other fingerprints than the origin, as with an older release of the canonical
  /// form: what it looks up is never there, and the origin notices. Its end restores the common
  /// specification; entries were stored under the origin's fingerprints all the time.
  ///
  /// @param pop where
  record FingerprintSkewed(PopId pop) implements Fault {}

  /// A node's clock on the wall is wrong: what it stamps records with and compares others' stamps
  /// with. Durations are measured by another clock and stay right. Several offsets and rates add
  /// up. Its end sets the clock right at once, back if it was ahead.
  ///
  /// @param node `pop:SIN` or `origin:ap-south-1`
  /// @param offset ahead of the world from the beginning on (behind when negative), at most a day
  ///   either way
  /// @param ppm how much faster than the world it runs from then on, in millionths, −10,000 to
  ///   10,000; a cheap quartz is within 100
  record ClockDrifting(String node, Duration offset, double ppm) implements Fault {
    public ClockDrifting {
      Require.that(
          offset.abs().compareTo(Duration.ofDays(1)) <= 0,
          "clock offset",
          "at most a day ahead or behind",
          offset);
      Require.that(
          ppm >= -10_000 && ppm <= 10_000, "clock rate", "-10000 to 10000 ppm of the world's", ppm);
      Require.that(
          !offset.isZero() || ppm != 0, "clock drift", "an offset or a rate other than 0", "none");
    }
  }

  /// An origin is overloaded: it works on few requests at once and each takes longer; the others
  /// wait their turn, first come, first served. Of several the lowest concurrency counts and extra
  /// times add up. Its end lets everybody in who waits.
  ///
  /// @param node the origin, `origin:ap-south-1`
  /// @param extra service time of every request, 0 or more
  /// @param concurrency requests worked on at once, 1 or more
  record OriginOverloaded(String node, Duration extra, int concurrency) implements Fault {
    public OriginOverloaded {
      Require.that(!extra.isNegative(), "extra service time", "0 or more", extra);
      Require.that(concurrency >= 1, "origin concurrency", "1 or more", concurrency);
    }
  }
}
