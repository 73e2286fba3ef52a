namespace Whittle.Package.Tests;

/// <summary>A program that prints the bits of one prediction of the sample's int8 convolutional network, to be published in several ways.</summary>
internal static class DigitProgram
{
    /// <summary>Writes the project "program" into a folder.</summary>
    public static void Write(Workspace workspace, string folder, string feed, string sdk)
    {
        // What publishes native and browser programs are packages of their own, so the machine's other sources count here.
        workspace.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{feed}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        workspace.Write(folder + "/digits.onnx", File.ReadAllBytes(Path.Combine(PackedPackage.Repository(), "samples", "Digits", "Models", "digits.onnx")));
        workspace.Write(folder + "/program.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1603</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Whittle" Version="*-*" />
                <CompressedModel Include="digits.onnx" />
              </ItemGroup>
            </Project>
            """);
        workspace.Write(folder + "/Program.cs", """
            using System;
            using System.Linq;

            var x = new float[program.Digits.InputLength];
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = i * 37 % 101 / 101f;
            }

            Console.WriteLine(string.Join(' ', program.Digits.Predict(x).Select(BitConverter.SingleToInt32Bits)));
            """);
    }

    /// <summary>What the program prints when it is compiled just in time.</summary>
    public static async Task<string> Expected(Workspace workspace, string feed)
    {
        Write(workspace, "jit", feed, "Microsoft.NET.Sdk");
        (await workspace.Run("jit", "build")).Succeeded();
        var output = (await workspace.Run("jit", "bin/Debug/net10.0/program.dll")).Succeeded().Output;
        Assert.Equal(10, output.Split(' ').Length);
        return output;
    }
}
