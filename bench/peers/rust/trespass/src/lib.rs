//! A decision that does what none may, and refuses with what it was told.

use evidentsource_functions::prelude::{
    state_change, AppendCondition, NonEmpty, ProspectiveEvent,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Trespass {
    what: String,
}

impl TryFrom<Command> for Trespass {
    type Error = CommandParseError;

    fn try_from(command: Command) -> Result<Self, CommandParseError> {
        let body = command.body.ok_or(CommandParseError::NoBody)?;
        serde_json::from_slice(&body)
            .map_err(|error| CommandParseError::DeserializationFailed(error.to_string()))
    }
}

#[state_change(name = "trespass", wit_path = "../../../../wit")]
fn decide(
    _db: &Database,
    command: Trespass,
    _metadata: &StateChangeMetadata,
) -> Result<(NonEmpty<ProspectiveEvent>, Vec<AppendCondition>), StateChangeError> {
    let told = match command.what.as_str() {
        // Where every process may write: only the sandbox can be what refuses it.
        "write" => outcome(std::fs::write("/tmp/esf-trespass", "x")),
        "read" => outcome(std::fs::read("/etc/passwd")),
        "list" => outcome(std::fs::read_dir(".").map(|entries| entries.count())),
        "connect" => outcome(std::net::TcpStream::connect("127.0.0.1:80")),
        "ask" => format!(
            "{} variables, {} arguments",
            std::env::vars().count(),
            std::env::args().count()
        ),
        "exit" => std::process::exit(3),
        "tell" => {
            eprintln!("said on the way");
            println!("printed");
            "told".into()
        }
        _ => panic!("no such trespass"),
    };
    Err(StateChangeError::Conflict(told))
}

fn outcome<T>(result: std::io::Result<T>) -> String {
    match result {
        Ok(_) => "allowed".into(),
        Err(error) => format!("refused: {error}"),
    }
}
