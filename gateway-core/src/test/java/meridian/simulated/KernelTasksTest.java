package meridian.simulated;

import meridian.contract.TasksContract;
import meridian.contract.World;

final class KernelTasksTest extends TasksContract {
  @Override
  protected void inWorld(World.Body body) {
    SimulatedWorld.run(body);
  }
}
