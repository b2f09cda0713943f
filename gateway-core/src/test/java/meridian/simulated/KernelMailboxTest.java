package meridian.simulated;

import meridian.contract.MailboxContract;
import meridian.contract.World;

final class KernelMailboxTest extends MailboxContract {
  @Override
  protected void inWorld(World.Body body) {
    SimulatedWorld.run(body);
  }
}
