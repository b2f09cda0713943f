package meridian.control;

import java.util.List;
import java.util.stream.Stream;

/// Bugs to plant: each is one gateway part that does one thing wrong.
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(
            KvMutants.all(),
            LedgerMutants.all(),
            UsageMutants.all(),
            NetworkMutants.all(),
            EventMutants.all(),
            ClientMutants.all(),
            ProviderMutants.all(),
            SemanticMutants.all(),
            LimitMutants.all())
        .flatMap(List::stream)
        .toList();
  }
}
