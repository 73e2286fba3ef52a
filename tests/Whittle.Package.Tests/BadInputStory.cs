using System.Text;

namespace Whittle.Package.Tests;

/// <summary>One project with every bad model at once, built as it is, then with all models mended, then with the rest mended too.</summary>
public sealed class BadInputStory(PackedPackage package) : IAsyncLifetime
{
    private const string Folder = "app";
    private const string Blocked = Folder + "/obj/Debug/net10.0/whittle/Blocked.weights";

    private static readonly string[] s_build = ["build", "--no-restore", "-v:n"];

    private static IEnumerable<string> Ids => Package.Tests.BadModels.All.Select(model => model.Id).Distinct().Append("WHT0013").Append("WHT0014");

    private readonly Workspace _workspace = new(package);

    internal CommandResult BadModels { get; private set; } = null!;

    internal CommandResult BadSources { get; private set; } = null!;

    internal CommandResult Mended { get; private set; } = null!;

    internal CommandResult Run { get; private set; } = null!;

    /// <summary>An error as the pages in docs/rules show it: the project lies in /src/app, and MSBuild's mention of the project is left out.</summary>
    public string ForReaders(string error)
    {
        var project = error.LastIndexOf(" [", StringComparison.Ordinal);
        return (project < 0 ? error : error[..project])
            .Replace('\\', '/')
            .Replace(_workspace.PathOf(Folder).Replace('\\', '/'), "/src/app", StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        var models = Package.Tests.BadModels.All;
        foreach (var model in models.Where(model => model.Content is not null))
        {
            _workspace.Write(Folder + "/" + model.Path, model.Content!);
        }

        _workspace.Write(Folder + "/Models/twin.onnx", TinyModel.Write(0));
        Directory.CreateDirectory(_workspace.PathOf(Blocked));
        WriteProject(models.Where(model => model.Metadata.Length > 0).Select(model => $"<CompressedModel Update=\"{model.Path}\" {model.Metadata} />"));
        _workspace.Write(Folder + "/Program.cs", Program);

        // No setting makes an error of a model less than an error; NoWarn in the project says the same again.
        _workspace.Write(Folder + "/.globalconfig", "is_global = true\n" + string.Concat(Ids.Select(id => $"dotnet_diagnostic.{id}.severity = none\n")));
        (await _workspace.Run(Folder, "restore")).Succeeded();
        BadModels = await _workspace.Run(Folder, s_build);

        // What the errors ask for.
        foreach (var model in models)
        {
            _workspace.Write(Folder + "/" + model.Path, TinyModel.Write(0));
        }

        Directory.Delete(_workspace.PathOf(Blocked));
        string[] cures =
        [
            "<CompressedModel Update=\"Elsewhere/twin.onnx\" ClassName=\"Twin2\" />",
            "<CompressedModel Update=\"Models/app.onnx\" ClassName=\"AppModel\" />",
        ];
        _workspace.Write(Folder + "/Clash.cs", "namespace App;\n\ninternal sealed class Twin;\n");
        _workspace.Write(Folder + "/mine.whittle.plan", "a plan by hand\n");
        WriteProject([.. cures, "<AdditionalFiles Include=\"mine.whittle.plan\" />"]);
        BadSources = await _workspace.Run(Folder, s_build);

        _workspace.Write(Folder + "/Clash.cs", "");
        WriteProject(cures);
        Mended = await _workspace.Run(Folder, s_build);
        Run = await _workspace.Run(Folder, "bin/Debug/net10.0/app.dll");
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    // The second wildcard matches nothing, which is no mistake of the project.
    private void WriteProject(IEnumerable<string> items)
    {
        var text = new StringBuilder($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <RootNamespace>App</RootNamespace>
                <NoWarn>$(NoWarn);{string.Join(';', Ids)}</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="Models/*.onnx" />
                <CompressedModel Include="Nowhere/*.onnx" />
                <CompressedModel Include="Elsewhere/gone.onnx" />
                <CompressedModel Include="Elsewhere/twin.onnx" />

            """);
        foreach (var item in items)
        {
            text.Append("    ").AppendLine(item);
        }

        _workspace.Write(Folder + "/app.csproj", text.Append("  </ItemGroup>\n</Project>\n").ToString());
    }

    private const string Program = """
        using System;

        var x = new float[] { 1, 2, 3, 4 };
        Console.WriteLine(string.Join(" ", App.Twin.Predict(x)) + " " + string.Join(" ", App.AppModel.Predict(x)));

        // The output lies on the input: it is written after the input was read for the last time.
        App.Twin.Predict(x, x.AsSpan(1, 2));
        Console.WriteLine(string.Join(" ", x));

        Try(() => App.Twin.Predict(new float[3]));
        Try(() => App.Twin.Predict(new float[4], new float[4]));
        Try(() => App.Twin.Predict(new float[2], new float[4]));
        Try(() => App.Twin.Predict(null, null));

        static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (ArgumentException exception)
            {
                Console.WriteLine(exception.Message);
            }
        }
        """;
}
