package dev.waymark.server.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server, one browser and one signed-in administrator for all tests of a JVM. */
final class Site implements AutoCloseable {
  private final PackagedServer server;
  private final Chromium chromium;
  private final String session;

  private Site(PackagedServer server, Chromium chromium, String session) {
    this.server = server;
    this.chromium = chromium;
    this.session = session;
  }

  private static Site open() {
    Path content = PackagedServer.temporaryFolder("content");
    Folders.copy(Content.ENTRIES, content);
    HostileEntries.write(content);
    PackagedServer server =
        PackagedServer.start(PackagedServer.temporaryFolder("data"), content, 0);
    Chromium chromium = Chromium.launch();
    try (BrowserContext context = chromium.browser().newContext()) {
      Visitor administrator = new Visitor(context.newPage(), server.base());
      administrator.followFirstLink(server.firstLink());
      return new Site(server, chromium, context.storageState());
    }
  }

  /** Somebody without an account. */
  Visitor stranger() {
    return stranger(new Browser.NewContextOptions());
  }

  /** The same, in a browser with these options. */
  Visitor stranger(Browser.NewContextOptions options) {
    return visitor(options);
  }

  /** The administrator, in a browser with these options. */
  Visitor administrator(Browser.NewContextOptions options) {
    return visitor(options.setStorageState(session));
  }

  Visitor administrator() {
    return administrator(new Browser.NewContextOptions());
  }

  private Visitor visitor(Browser.NewContextOptions options) {
    return new Visitor(chromium.browser().newContext(options).newPage(), server.base());
  }

  @Override
  public void close() {
    chromium.close();
    server.close();
  }

  /** Gives the site to whoever asks for it, and closes it after the last test. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
      return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
      // The root's own store would be closed after each class, since each has a launch of its own.
      return extension
          .getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Site.class, type -> open(), Site.class);
    }
  }

  /** The entries that the project brings. */
  static final class Content {
    static final Path ENTRIES = Path.of("..", "kb-content", "entries");

    private Content() {}
  }
}
