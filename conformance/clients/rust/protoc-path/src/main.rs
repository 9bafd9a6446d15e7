/// Prints the path of the protoc of crate protoc-bin-vendored.
fn main() {
    match protoc_bin_vendored::protoc_bin_path() {
        Ok(path) => println!("{}", path.display()),
        Err(error) => {
            eprintln!("no protoc for this machine: {error}");
            std::process::exit(1);
        }
    }
}
