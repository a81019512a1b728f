use std::process::ExitCode;

fn main() -> ExitCode {
    cuantia::cli::main()
}
