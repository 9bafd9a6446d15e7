import "reflect-metadata";
import { agreeOnRandomClasses } from "./agreeOnRandomClasses.js";

test("compiled codecs and the libraries agree", agreeOnRandomClasses);
