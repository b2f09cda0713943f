package meridian.simulated;

import meridian.contract.World;

/// A fresh kernel for one contract test, whose body is the main task.
final class SimulatedWorld {
  private static final long START = 1_790_000_000_000_000_000L;

  private SimulatedWorld() {}

  static void run(World.Body body) {
    Kernel kernel = new Kernel(START);
    kernel.run(() -> body.run(new World(kernel, kernel, Kernel.MAX_TASKS - 1)));
  }
}
