package meridian.simulated;

import meridian.contract.WanContract;
import meridian.contract.World;

final class KernelWanTest extends WanContract {
  @Override
  protected void inWorld(World.Body body) {
    SimulatedWorld.run(body);
  }
}
