package meridian.simulated;

import meridian.contract.World;
import meridian.contract.WorldClockContract;

final class KernelClockTest extends WorldClockContract {
  @Override
  protected void inWorld(World.Body body) {
    SimulatedWorld.run(body);
  }
}
