import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.Plugin;

/** Runs one Elasticsearch 7.10 node until the process is told to stop: PORT DIRECTORY [name=value ...]. */
public final class Launcher {
  private static final String[] MODULES = {
    "org.elasticsearch.transport.Netty4Plugin",
    "org.elasticsearch.analysis.common.CommonAnalysisPlugin",
    "org.elasticsearch.index.reindex.ReindexPlugin",
    "org.elasticsearch.painless.PainlessPlugin",
    "org.elasticsearch.index.mapper.MapperExtrasPlugin",
    "org.elasticsearch.script.expression.ExpressionPlugin",
    "org.elasticsearch.ingest.common.IngestCommonPlugin",
  };

  /** The constructor that takes modules from the class path is protected. */
  private static final class ClassPathNode extends Node {
    ClassPathNode(Environment environment, Collection<Class<? extends Plugin>> modules) {
      super(environment, modules, true);
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
        .put("http.type", "netty4")
        .put("transport.type", "netty4")
        .put("discovery.type", "single-node")
        .put("cluster.routing.allocation.disk.threshold_enabled", false);
    for (int i = 2; i < arguments.length; ++i) {
      String[] pair = arguments[i].split("=", 2);
      settings.put(pair[0], pair[1]);
    }

    List<Class<? extends Plugin>> modules = new ArrayList<>();
    for (String name : MODULES) {
      modules.add(Class.forName(name).asSubclass(Plugin.class));
    }
    Environment environment = InternalSettingsPreparer.prepareEnvironment(
        settings.build(), Map.of(), config, () -> "oracle");
    Node node = new ClassPathNode(environment, modules);
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
