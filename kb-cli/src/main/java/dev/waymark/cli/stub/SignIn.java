package dev.waymark.cli.stub;

import java.time.Clock;
import java.util.List;

/** The service that gives out tokens; no fence asks it. */
final class SignIn implements StubService {
  static final SignIn SERVICE = new SignIn();

  private SignIn() {}

  @Override
  public boolean isAt(String path) {
    return path.endsWith("/oauth2/v2.0/token");
  }

  @Override
  public List<Requirement> requirements(Clock clock) {
    return List.of(
        SignInRequirements.post(),
        SignInRequirements.tenant(),
        SignInRequirements.grant(),
        SignInRequirements.client(),
        SignInRequirements.scope());
  }

  @Override
  public StubReply reply(ScenarioContent content, StubRequest request) {
    return SignInRequirements.token(request);
  }
}
