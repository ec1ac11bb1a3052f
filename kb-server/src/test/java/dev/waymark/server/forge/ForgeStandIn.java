package dev.waymark.server.forge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A stand-in of GitHub for a server that opens pull requests there, over HTTPS. */
public final class ForgeStandIn implements QuarkusTestResourceLifecycleManager {
  private Optional<ForgeStub> stub = Optional.empty();

  /** The field of a test that takes the number of a pull request and what becomes of it. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Become {}

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("waymark-forge-");
      ForgeStub started = new ForgeStub(folder);
      stub = Optional.of(started);
      Path token = Files.writeString(folder.resolve("token"), ForgeStub.TOKEN + "\n");
      return Map.of(
          "waymark.forge.kind", "github",
          "waymark.forge.url", started.address().toString(),
          "waymark.forge.repository", "content/kb",
          "waymark.forge.token-file", token.toString(),
          "waymark.forge.ca-file", started.authority().toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    BiConsumer<String, String> become =
        (number, state) -> stub.orElseThrow().become(Integer.parseInt(number), state);
    injector.injectIntoFields(
        become, new TestInjector.AnnotatedAndMatchesType(Become.class, BiConsumer.class));
  }

  @Override
  public void stop() {
    stub.ifPresent(ForgeStub::close);
  }
}
