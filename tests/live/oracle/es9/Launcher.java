import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Runs one Elasticsearch 9.5 node until the process is told to stop: PORT DIRECTORY [name=value ...]. */
public final class Launcher {
  /** The constructor is protected. Modules come from DIRECTORY/modules. */
  private static final class ModuleNode extends Node {
    ModuleNode(Environment environment, PluginsLoader modules) {
      super(environment, modules);
    }
  }

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Path home = Path.of(arguments[1]).toAbsolutePath();
    Path config = Files.createDirectories(home.resolve("config"));

    Settings.Builder settings = Settings.builder()
        .put("cluster.name", "likewise-oracle")
        .put("node.name", "oracle")
        .put("path.home", home.toString())
        .put("path.data", home.resolve("data").toString())
        .put("path.logs", home.resolve("logs").toString())
        .put("network.host", "127.0.0.1")
        .put("http.port", port)
        .put("transport.port", port + 1000)
        .put("discovery.type", "single-node")
        .put("cluster.routing.allocation.disk.threshold_enabled", false);
    for (int i = 2; i < arguments.length; ++i) {
      String[] pair = arguments[i].split("=", 2);
      settings.put(pair[0], pair[1]);
    }

    LogConfigurator.setNodeName("oracle");
    Environment environment = InternalSettingsPreparer.prepareEnvironment(
        settings.build(), Map.of(), config, () -> "oracle");
    LogConfigurator.configureESLogging();
    PluginsLoader modules = PluginsLoader.createPluginsLoader(
        PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of(), false);
    Node node = new ModuleNode(environment, modules);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception problem) {
        problem.printStackTrace();
      }
      stopped.countDown();
    }));
    node.start();
    stopped.await();
  }
}
